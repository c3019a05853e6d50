// Asking this browser for breaking news, and giving it up.
const box = document.querySelector("[data-breaking]");
const [ask, leave, data, status] = ["ask", "leave", "data", "status"].map((name) => box.querySelector(`[data-${name}]`));

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
const tell = (act, subscription) =>
  fetch(location.pathname, { method: "POST", body: JSON.stringify({ act, ...subscription.toJSON() }) }).then((answer) => {
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  });

const show = (subscription) => {
  ask.hidden = !!subscription;
  leave.hidden = data.hidden = !subscription;
};

const begin = async () => {
  const { pushManager } = await navigator.serviceWorker.register(`${location.pathname}pekerja.js`);
  const act = (button, work) =>
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        show(await work(await pushManager.getSubscription()));
        status.textContent = button.dataset.done;
      } catch {
        status.textContent = status.dataset.failed;
      }
    });
  act(ask, async () => {
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.breaking) });
    try {
      await tell("ask", subscription);
    } catch (error) {
      await subscription.unsubscribe();
      throw error;
    }
    return subscription;
  });
  act(leave, async (subscription) => {
    await tell("leave", subscription);
    await subscription.unsubscribe();
  });
  act(data, async (subscription) => {
    box.querySelector("pre").textContent = await (await tell("data", subscription)).text();
    return subscription;
  });
  show(await pushManager.getSubscription());
};

if ("serviceWorker" in navigator && "PushManager" in window) {
  box.hidden = false;
  box.previousElementSibling.hidden = true;
  begin().catch(() => (status.textContent = status.dataset.failed));
}
