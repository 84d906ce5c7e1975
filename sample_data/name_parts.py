"""Parts of Sundanese and general Indonesian names, and of hamlet names; people are put together from them.

No list of persons was used. Pairs that make the name of somebody well known in the regency are left out by
leaving out one of the parts.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MEN = _words("""
    Abdul Ade Aep Agus Ahmad Ajat Ajang Anang Apip Arif Asep Atep Bambang Budi Cecep Cucun Dani Dayat Dedi
    Dede Dikdik Didin Didi Eman Encep Engkus Enjang Entis Eko Fajar Hendra Herman Iim Imam Iwan Iyus Jajang
    Jaja Joko Kosasih Lukman Maman Mamat Mansur Muhammad Mumuh Nandang Nana Odang Oman Pepen Rahmat Rian
    Ridwan Rizki Rohmat Rudi Saepul Sandi Solihin Sukarna Tatang Tedi Toto Udin Ujang Usep Wahyu Wawan Yana
    Yayat Yogi Yusup Zaenal
""")
WOMEN = _words("""
    Ai Aisyah Anisa Ayu Cicih Cucu Dedeh Desi Devi Dewi Dian Eha Eka Elis Empat Enok Entin Eti Euis Fitri
    Hani Heni Icih Ida Iis Iin Ikah Imas Indah Ipah Iroh Kokom Lela Lia Lilis Lina Maya Mimin Nani Neneng
    Neng Nina Nining Nita Nunung Nur Nurul Oneng Rani Ratna Reni Rina Rini Rita Ros Sari Siti Sri Sumi Susi
    Tati Teti Titin Tuti Ucu Wati Widi Wiwin Yani Yati Yayah Yeti Yulia Yuyun
""")
SURNAMES_OF_MEN = _words("""
    Alamsyah Anwar Arifin Basari Darmawan Efendi Fathoni Firmansyah Hadiat Hakim Hamdani Hermawan Hidayat
    Hidayatulloh Iskandar Jaelani Kartiwa Komarudin Kurniawan Kusmana Kusnadi Lesmana Ma'mun Maulana Mulyadi
    Mulyana Mustofa Nu'man Nugraha Nurdin Nurjaman Permana Pratama Priatna Purnama Rahman Ramdani Rohendi
    Rohman Ruhiyat Ruswandi Rustandi Saepudin Santosa Setiawan Sobandi Solehudin Somantri Sopandi Sopian
    Subagja Sudrajat Suganda Suherlan Suherman Sukmana Sumarna Suparman Suryadi Suryana Sutarya Sutisna
    Syamsudin Taryana Wahyudin Wibowo Wijaya Yulianto Zakaria
""")
SURNAMES_OF_WOMEN = _words("""
    Agustin Aminah Anggraeni Apriliani Astuti Aulia Fadilah Fatimah Handayani Hasanah Hayati Herawati
    Hidayati Indriani Jubaedah Juariah Kartika Khoeriah Komala Komariah Kurniasih Kurniati Latifah Lestari
    Ma'rifah Mariam Maryani Maulida Mulyani Mulyati Nabila Ningsih Nuraeni Nurhasanah Nurhayati Nurjanah
    Oktaviani Patimah Permatasari Pertiwi Puspita Rahayu Rahmawati Ratnasari Rohaeni Rohayati Rohimah
    Rosidah Rosmiati Rukmini Salamah Saodah Saripah Setiawati Solihah Suhaeti Sukaesih Sulastri Sumiati
    Suryani Susanti Susilawati Sutiah Wahyuni Widianingsih Wulandari Yuliani Yulianti Yuningsih Zahra
""")
HAMLETS = tuple(
    f"{first} {second}"
    for first in _words("Babakan Bojong Cikupa Lembur Pasir Rancabolang Sawah Sindang Tegal Warung")
    for second in _words("Asih Awi Genteng Girang Hilir Jati Kaler Kidul Luhur Mekar Peuntas Tengah Tonggoh")
)
BIRTH_PLACES = (
    *("Bandung",) * 14,
    *_words("Garut Sumedang Cianjur Tasikmalaya Cimahi Subang Ciamis Cirebon"),
)
