"""Words that say nothing of what a story is about, in the two languages that papers here write; in small letters."""

_INDONESIAN = """
a ada adalah adanya adapun agar akan akankah akhirnya aku amat anda andai antar antara apa apabila apakah apalagi atas atau
ataupun awalnya bagai bagaimana bagi bahkan bahwa baik banyak baru bawah beberapa begini begitu belakangan belum benar berada
berapa berbagai berikut bersama beserta besok biasa biasanya bila bisa boleh buat bukan bukankah cara cukup cuma dahulu dalam
dan dapat dari daripada datang dekat demi demikian dengan depan di dia diantara dini diri dirinya dong dua dulu enggak gak guna
hal halnya hampir hanya hari harus hendak hingga ia ialah ikut ingin ini itu itulah jadi jangan jelang jika jikalau juga jumat
justru kali kalau kami kamis kamu kan kapan karena ke kebanyakan kecuali kedua kemarin kembali kemudian kenapa kepada kerap
ketika khususnya kini kita kok kurang lagi lah lain lainnya lalu lama langsung lanjut lebih lewat luar maka makin malah malam
mana masih masing masuk mau maupun melainkan melalui memang memiliki mengenai menjadi menjelang menurut menurutnya mereka
merupakan meski meskipun mesti minggu misalnya mulai mungkin nah namun nanti nya oleh orang pada padahal pagi paling para
pasca pasti per pernah pertama pihak pihaknya pula pun punya rabu saat saatnya sabtu saja salah sama sambil sampai sana sang
sangat satu saya se sebab sebagai sebagian sebanyak sebelum sebelumnya sebenarnya sebuah secara sedang sedangkan sedikit
segera sehingga sejak sejumlah sekali sekaligus sekarang sekitar selain selaku selalu selama selanjutnya selasa seluruh semakin
sementara semua senin seorang sepanjang seperti sering seringkali serta sesuai sesudah setelah setiap siang siapa sini sore
suatu sudah supaya tadi tak tanpa tapi telah tengah tentang tentu tepat terhadap terjadi terkait terlebih termasuk ternyata
tersebut terus terutama tetap tetapi tiap tidak tiga untuk usai usah wah walau walaupun waktu wib wita wit yaitu yakni yang ya
kata katanya ujar ujarnya ungkap ungkapnya jelas jelasnya tutur tuturnya sebut sebutnya tambah tambahnya ucap ucapnya imbuh
imbuhnya terang terangnya papar paparnya tegas tegasnya dikatakan mengatakan menyebut menjelaskan mengungkapkan menuturkan
menyampaikan disebut diketahui dikutip dilansir baca simak lihat foto video detikcom com
"""

_ENGLISH = """
a about above after again all also am an and any are as at be because been before being below between both but by can could
did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it its
just may me might more most much must my no nor not now of off on once one only or other our out over own said same say
says she should so some such than that the their them then there these they this those through to too two under until up us
very was we were what when where which while who whom why will with would you your
"""

STOPWORDS = frozenset(f"{_INDONESIAN} {_ENGLISH}".split())
