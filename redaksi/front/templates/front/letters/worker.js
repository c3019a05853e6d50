// Shows breaking news that the paper sent, and opens it. It sees nothing of what is read.
self.addEventListener("push", (event) => {
  const { title, text, url, lang } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: text, data: url, lang, tag: url, icon: "/ikon-96.png" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
