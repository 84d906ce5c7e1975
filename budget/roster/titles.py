"""The titles that offices give the columns of their lists, without capitals, spaces and marks."""

from budget.roster.member import RosterField as F

_SPELLINGS = {
    F.NIK: "nik noktp nonik noktpnik niknoktp nikktp ktp nomorktp nomornik nomorindukkependudukan "
    "noindukkependudukan indukkependudukan nikpeserta niksesuaiktp nomorindukkependudukannik "
    "niknomorindukkependudukan nomoridentitas noidentitas",
    F.NAME: "nama namalengkap namapeserta namatenagakerja namapenerima namaorang namasesuaiktp namaktp "
    "namalengkapsesuaiktp namapekerja namaanggota namawarga namapegawai namapenerimamanfaat",
    F.BIRTH_PLACE: "tempatlahir tmptlahir tptlahir tmplahir tempatkelahiran kotalahir",
    F.BIRTH_DATE: "tgllahir tanggallahir tgllhr tanggallhr tglkelahiran tanggalkelahiran dob tgllahirpeserta",
    F.BIRTH: "ttl tempattgllahir tempattanggallahir tempatdantanggallahir tempatdantgllahir tmpttgllahir "
    "tmptanggallahir tptgllahir tempattgllhr",
    F.SEX: "lp jk jeniskelamin jnskelamin jkel kelamin sex gender jeniskelaminlp jklp lkpr pl",
    F.MOTHER: "namaibu namaibukandung ibukandung namagadisibukandung namaibukandungsesuaikk",
    F.PHONE: "nohp nomorhp hp telepon notelepon nomortelepon telp notelp handphone nohandphone ponsel "
    "nowa nowhatsapp notelphp nohptelp nohpwa notelpon notlp tlp",
    F.ADDRESS: "alamat alamatlengkap alamatktp alamatsesuaiktp alamatrumah alamatdomisili alamattinggal",
    F.GROUP: "kelompok kategori jenispekerja kelompokpeserta kategoripeserta kelompokpekerja "
    "kategoripekerja namakelompok jenispeserta segmen",
    F.KECAMATAN: "kecamatan kec namakecamatan",
    F.VILLAGE: "desa kelurahan kel desakel desakelurahan keldesa kelurahandesa namadesa namakelurahan "
    "namadesakelurahan namadesakel",
    F.FIRST: "tmt mulai mulaibulan bulanmulai awal bulanawal tanggalmulai tglmulai tmtmulai tmtkepesertaan "
    "tanggalkepesertaan mulaikepesertaan awalkepesertaan periodeawal mulaiperlindungan dari daribulan sejak "
    "tanggaldaftar tgldaftar bulanmasuk tmtpeserta mulaiiuran mulaibayar periodemulai",
    F.LAST: "selesai sd sampai sampaidengan sampaibulan akhir bulanakhir tanggalselesai tglselesai "
    "bulanselesai tanggalakhir tglakhir akhirkepesertaan selesaikepesertaan periodeakhir berakhir hingga "
    "sdbulan bulankeluar periodeselesai sampaitanggal",
    F.WAGE: "upah gaji penghasilan honor honorarium upahsebulan gajipokok penghasilansebulan upahperbulan "
    "penghasilanperbulan gajiperbulan upahdilaporkan upahbulan penghasilanbulan gajibulan upahbulanan rpupah "
    "upahrp gajirp penghasilanrp honorrp insentif",
    F.KPJ: "kpj nokpj nomorkpj nopeserta nomorpeserta nokpjpeserta kartupeserta nokartupeserta "
    "nobpjsketenagakerjaan nopesertabpjs nopesertabpjsketenagakerjaan nokepesertaan",
    F.CONFIRMED: "sesuaiktp sudahsesuaiktp sesuaidenganktp",
}  # fmt: skip

# What stands in the lists and is not needed.
_IGNORED = (
    "no nomor nourut nomorurut nomer urut rt rw rtrw dusun dusunrw kodepos email ket keterangan catatan "
    "nokk nomorkk nokartukeluarga kk tandatangan ttd paraf agama status statusperkawinan pendidikan "
    "umur usia kabupaten kabkota provinsi norekening rekening namabank bank npwp nip suku "
    "alasan perbaikan asal namasuami namaistri namaayah kodedesa kodekecamatan kodekelurahan "
    "jumlah total program jkk jkm jht iuran lokasikerja skpd opd sumberdana"
)
IGNORED = frozenset(_IGNORED.split())

# What may name the group, where no column does so outright.
_HINTS = "pekerjaan jenispekerjaan profesi jabatan jenis tugas statuspekerja bidang"
HINTS = dict.fromkeys(_HINTS.split(), F.GROUP)

# Headings over several columns, as they stand joined in front of the title of each; longer ones first.
_PREFIXES = (
    "masakepesertaan kepesertaan masaperlindungan perlindungan masa periode masatugas masakerja "
    "kelahiran datapeserta datadiri data identitas identitaspeserta domisili alamat alamatktp "
    "alamatsesuaiktp tempattinggal wilayah bulan tanggal biodata peserta"
)
PREFIXES = tuple(sorted(_PREFIXES.split(), key=len, reverse=True))

TITLES = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings.split()}
# Under a heading of birth, “Tempat” and “Tanggal” alone say enough.
_BIRTH = "kelahiran ttl tempattgllahir tempattanggallahir tempatdantanggallahir tempatdantgllahir lahir"
for _heading in _BIRTH.split():
    TITLES |= {
        _heading + "tempat": F.BIRTH_PLACE,
        _heading + "kota": F.BIRTH_PLACE,
        _heading + "tanggal": F.BIRTH_DATE,
        _heading + "tgl": F.BIRTH_DATE,
    }
