"""What of a person's data stays readable."""

from budget.roster.masking import masked_mother, masked_nik, masked_nik_beside_birth_date, masked_phone


def test_a_masked_nik_hides_kecamatan_birth_date_and_sex() -> None:
    assert masked_nik(3204901205800012) == "3204••••••••0012"
    assert masked_nik(3204915205800012) == "3204••••••••0012"


def test_beside_a_birth_date_nothing_but_the_regency_is_left_of_a_nik() -> None:
    assert masked_nik_beside_birth_date(3204901205800012) == "3204••••••••••••"


def test_a_masked_telephone_keeps_three_digits_and_not_its_length() -> None:
    assert masked_phone("0840-1234-5678") == "•••••678"
    assert masked_phone("+6284012345678") == "•••••678"


def test_a_short_telephone_number_is_hidden_whole() -> None:
    assert masked_phone("1234567") == "•••••"
    assert masked_phone("") == ""


def test_the_name_of_a_mother_is_hidden_whole() -> None:
    assert masked_mother("Siti Aminah") == "•••••"
    assert masked_mother("") == ""
