"""Makes hard-numbers.json: pairs of tax numbers and of documents of people, each marked as the same or another.

The maker knows nothing of the reader: it makes a number with the check digit that the register of its country asks for, and
writes it as offices write it, or makes another number that looks like it. Run: python3 make_hard_numbers.py
"""
import json
import random
from pathlib import Path

R = random.Random(20261129)
EACH = 12


def digits(n, first="123456789"):
    return R.choice(first) + "".join(R.choice("0123456789") for _ in range(n - 1))


def modulo_11(body, weights):
    return sum(int(d) * w for d, w in zip(body, weights)) % 11


# Numbers without their check digit, and the digit. SUNAT, DIAN, SRI and SENIAT publish the weights.
def ruc_peru():
    body = R.choice(["10", "20"]) + digits(8, "0123456789")
    rest = 11 - modulo_11(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
    digit = {10: 0, 11: 1}.get(rest, rest)
    return body, str(digit)


def nit_colombia():
    body = digits(9, "89")
    rest = modulo_11(body[::-1], [3, 7, 13, 17, 19, 23, 29, 37, 41])
    return body, str(rest if rest < 2 else 11 - rest)


def ruc_ecuador():
    """Of a person: the digit of the cédula, then the establishment."""
    body = f"{R.randint(1, 24):02d}" + R.choice("012345") + digits(6, "0123456789")
    total = 0
    for at, d in enumerate(body):
        n = int(d) * (2 if at % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return body + str(-total % 10) + "001", ""


def rif_venezuela():
    letter = R.choice("VEJG")
    body = digits(8, "0123456789")
    value = {"V": 1, "E": 2, "J": 3, "P": 4, "G": 5}[letter]
    rest = 11 - (value * 4 + sum(int(d) * w for d, w in zip(body, [3, 2, 7, 6, 5, 4, 3, 2]))) % 11
    return letter + body, str(0 if rest > 9 else rest)


def nit_bolivia():
    return digits(R.choice([9, 10])), ""


def dotted(n):
    return f"{int(n):,}".replace(",", ".")


def other_digit(body):
    at = R.randrange(2, len(body) - 3)
    return body[:at] + str((int(body[at]) + R.randint(1, 9)) % 10) + body[at + 1:]


def another(make, like):
    """Another number of the same register, made from one that is like it."""
    for _ in range(2000):
        body, digit = make()
        if body[:2] == like[:2] and body != like:
            return body + digit
    body, digit = make()
    return body + digit


TAX = {
    "PE": (ruc_peru, [lambda b, d: f"RUC {b}{d}", lambda b, d: f"{b[:2]}-{b[2:]}-{d}", lambda b, d: f" {b}{d}. ",
                      lambda b, d: f"R.U.C. N° {b}{d}", lambda b, d: f"{b[:5]} {b[5:]} {d}"]),
    "CO": (nit_colombia, [lambda b, d: b, lambda b, d: f"{dotted(b)}-{d}", lambda b, d: f"NIT {b}-{d}", lambda b, d: dotted(b),
                          lambda b, d: f"N.I.T. {dotted(b)} - {d}", lambda b, d: f"{b} DV {d}"]),
    "EC": (ruc_ecuador, [lambda b, d: f"RUC: {b}", lambda b, d: f"{b[:10]}-001", lambda b, d: str(int(b)), lambda b, d: f"{b[:10]} 001"]),
    "VE": (rif_venezuela, [lambda b, d: f"{b[0]}-{b[1:]}-{d}", lambda b, d: f"RIF {b}{d}", lambda b, d: f"{b[0].lower()}{b[1:]}{d}",
                           lambda b, d: f"{b[0]}-{dotted(b[1:]) if b[1] != '0' else b[1:]}-{d}", lambda b, d: f"{b[0]}.{b[1:]}.{d}"]),
    "BO": (nit_bolivia, [lambda b, d: f"NIT {b}", lambda b, d: dotted(b), lambda b, d: f"0{b}", lambda b, d: f"N.I.T.: {b}"]),
}

# Documents of people: the digits, what may stand around them, and others with the same digits.
DOCUMENTS = {
    "PE": (lambda: digits(8), [lambda b: f"DNI {b}", lambda b: f"{b[:2]}.{b[2:5]}.{b[5:]}", lambda b: f"D.N.I. N° {b}", lambda b: f"0{b}"[-9:]],
           [lambda b: f"CE {b}", lambda b: f"Pasaporte {b}", lambda b: f"AB{b}"]),
    "CO": (lambda: digits(10, "1"), [lambda b: f"C.C. {dotted(b)}", lambda b: dotted(b), lambda b: f"cédula {b}", lambda b: f"CC No. {b}"],
           [lambda b: f"CE {b}", lambda b: f"PP {b}"]),
    "EC": (lambda: digits(9, "0123456789"), [lambda b: str(int(b)), lambda b: f"C.I. {b}", lambda b: f"{b[:-1]}-{b[-1]}"],
           [lambda b: f"PAS {b}", lambda b: f"XD{b}"]),
    "VE": (lambda: digits(8, "12"), [lambda b: f"V-{b}", lambda b: f"V{b}", lambda b: f"V-{dotted(b)}", lambda b: f"C.I. V-{b}"],
           [lambda b: f"E-{b}", lambda b: f"E{dotted(b)}", lambda b: f"P {b}"]),
    "BO": (lambda: digits(7), [lambda b: f"{b} LP", lambda b: f"C.I. {b} SC", lambda b: f"{b}-CB", lambda b: f"CI: {b}"],
           [lambda b: f"E-{b}", lambda b: f"{b}-1A"]),
}

NOBODY = ["0", "-", "123", "1234", "DNI", "00000000", "99999999", "11111111", "12345678", "DNI 12345678", "no tiene", "s/n", "V-", "CC 0"]


def main():
    pairs = []
    for country, (make, forms) in TAX.items():
        for form in forms:
            for _ in range(EACH):
                body, digit = make()
                pairs.append({"what": "tax", "country": country, "a": body + digit, "b": form(body, digit), "same": True})
        for _ in range(3 * EACH):
            body, digit = make()
            other = another(make, body)
            pairs.append({"what": "tax", "country": country, "a": body + digit, "b": R.choice(forms)(*split(other, digit)), "same": False})
    for country, (make, forms, others) in DOCUMENTS.items():
        for form in forms:
            for _ in range(EACH):
                body = make()
                pairs.append({"what": "person", "country": country, "a": body, "b": form(body), "same": True})
        for form in others:
            for _ in range(EACH):
                body = make()
                pairs.append({"what": "person", "country": country, "a": body, "b": form(body), "same": False})
        for _ in range(EACH):
            body = make()
            pairs.append({"what": "person", "country": country, "a": body, "b": R.choice(forms)(other_digit(body)), "same": False})
        for _ in range(EACH):
            letters = "".join(R.choice("ABCDEFGH") for _ in range(4))
            number = digits(7)
            pairs.append({"what": "person", "country": country, "a": letters[:2] + number, "b": letters[2:] + number,
                          "same": letters[:2] == letters[2:]})
    for text in NOBODY:
        pairs.append({"what": "nobody", "country": "PE", "a": text, "b": text, "same": False})
    R.shuffle(pairs)
    path = Path(__file__).with_name("hard-numbers.json")
    path.write_text("[\n" + ",\n".join("  " + json.dumps(p, ensure_ascii=False) for p in pairs) + "\n]\n", encoding="utf8")


def split(whole, digit):
    return (whole[:-1], whole[-1]) if digit else (whole, "")


main()
