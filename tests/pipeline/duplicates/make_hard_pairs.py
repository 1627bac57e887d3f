"""Makes hard-pairs.json: pairs of names of enterprises and organisations, each marked as the same or another.

The names are made up in the manner of the registers of the five countries. The maker knows nothing of the matcher: it
damages a name as typists do, or makes another enterprise whose name looks alike. Run: python3 make_hard_pairs.py
"""
import json
import random
import unicodedata
from pathlib import Path

R = random.Random(20261121)
BUSINESS = ["Textiles", "Confecciones", "Calzados", "Industrias Alimentarias", "Molinos", "Panadería", "Muebles", "Metalmecánica",
            "Curtiembre", "Lácteos", "Agroexportadora", "Reciclajes", "Tejidos", "Manufacturas", "Servicios Turísticos",
            "Asociación de Productores Agropecuarios", "Cooperativa Agraria Cafetalera", "Asociación de Artesanas", "Comercializadora",
            "Distribuidora", "Inversiones", "Grupo Empresarial", "Procesadora de Granos", "Transportes", "Carpintería"]
CORE = ["Killa Wasi", "San Jerónimo", "El Chasqui", "Monterrico", "Andes Verdes", "La Florida", "Quinua Real", "Pachamama", "Los Álamos",
        "Wiñay", "Santa Rosa de Ocopa", "Tahuantinsuyo", "El Porvenir", "Vilcanota", "Alpaca Dorada", "Yungas", "Cordillera Blanca",
        "Río Grande", "Mercurio", "Nueva Esperanza", "Hilandera Moderna", "Guayacán", "Tres Cruces", "Manantial", "Qori Inti",
        "Bellavista", "Sumaq Llaqta", "Macondo", "Orinoco", "Cumandá", "Chimborazo", "Samaipata", "Illimani", "Cauca Viva",
        "Paramillo", "La Guajira", "Kawsay", "Ayni", "Puerto Cabello", "Las Mercedes", "Fortaleza", "Aurora", "Villa Sol", "Maizal"]
SURNAMES = ["Quispe", "Mamani", "Huamán", "Restrepo", "Ortega", "Cárdenas", "Villanueva", "Zambrano", "Echeverría", "Paredes", "Rondón",
            "Choque", "Flores", "Gutiérrez", "Ibáñez", "Lozano", "Montalvo", "Navarrete", "Orozco", "Palacios", "Tapia", "Uribe", "Valdivia"]
FIRST = ["Pedro", "Pablo", "Julia", "Julio", "Rosa", "Rosario", "Luis", "Luisa", "Carmen", "Carlos", "Mario", "María", "Juan", "Juana"]
PLACES = ["Arequipa", "Cusco", "Oruro", "Cochabamba", "Medellín", "Cali", "Loja", "Cuenca", "Mérida", "Maracaibo", "Puno", "Tarija"]
LEGAL = ["SAC", "S.A.C.", "S.A.", "SRL", "S.R.L.", "EIRL", "E.I.R.L.", "Ltda.", "SAS", "S.A.S.", "C.A.", ""]
SHORT = {"Confecciones": ["Conf."], "Industrias": ["Ind."], "Asociación": ["Asoc."], "Cooperativa": ["Coop."], "Productores": ["Prod."],
         "Agropecuarios": ["Agrop."], "Inversiones": ["Inv."], "Servicios": ["Serv."], "Distribuidora": ["Distrib."], "Santa": ["Sta."],
         "Hermanos": ["Hnos."], "Comercializadora": ["Com."]}
FALSE_FRIENDS = [("San Pedro", "San Pablo"), ("Santa Rosa", "Santa Rita"), ("El Carmen", "El Carmelo"), ("Los Andes", "Los Arces"),
                 ("La Paz", "La Palma"), ("Villa Rica", "Villa Rosa"), ("Monte Alto", "Monte Azul"), ("Buena Vista", "Buena Fe"),
                 ("Palma Real", "Puente Real"), ("Río Bravo", "Río Negro"), ("Cerro Azul", "Cerro Blanco"), ("El Sol", "El Solar")]


def person():
    return f"{R.choice(FIRST)} {R.choice(SURNAMES)}" if R.random() < 0.4 else f"{R.choice(SURNAMES)} Hermanos"


def fresh():
    core = person() if R.random() < 0.25 else R.choice(CORE)
    if R.random() < 0.2:
        core += " de " + R.choice(PLACES)
    if R.random() < 0.12:
        core += " " + str(R.randint(1, 9))
    return f"{R.choice(BUSINESS)} {core}"


def with_legal(name):
    return (name + " " + R.choice(LEGAL)).strip()


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slip(text):
    """One slip of the pen inside a word of six letters or more."""
    words = text.split()
    long = [i for i, w in enumerate(words) if len(w) >= 6 and w.isalpha()]
    if not long:
        return None
    i = R.choice(long)
    w = words[i]
    at = R.randrange(1, len(w) - 1)
    kind = R.randrange(4)
    if kind == 0:
        w = w[:at] + w[at + 1:]
    elif kind == 1:
        w = w[:at] + w[at] + w[at:]
    elif kind == 2:
        if w[at] == w[at + 1] if at + 1 < len(w) else True:
            w = w[:at] + w[at + 1:]
        else:
            w = w[:at] + w[at + 1] + w[at] + w[at + 2:]
    else:
        pairs = {"s": "z", "z": "s", "c": "s", "b": "v", "v": "b", "i": "y", "y": "i", "q": "k", "k": "q", "j": "g", "g": "j", "n": "m", "m": "n"}
        if w[at] not in pairs:
            w = w[:at] + w[at + 1:]
        else:
            w = w[:at] + pairs[w[at]] + w[at + 1:]
    words[i] = w
    return " ".join(words)


def shortened(text):
    for word, forms in SHORT.items():
        if word in text.split():
            return text.replace(word, R.choice(forms), 1)
    return None


def swapped(text):
    words = text.split()
    if len(words) < 2 or " de " in text:
        return None
    return " ".join(words[1:] + words[:1])


def glued(text):
    words = text.split()
    pairs = [i for i in range(len(words) - 1) if len(words[i]) > 3 and len(words[i + 1]) > 3]
    if not pairs:
        return None
    i = R.choice(pairs)
    return " ".join(words[:i] + [words[i] + words[i + 1].lower()] + words[i + 2:])


SAME = {
    "legal form": lambda n: n,
    "accents and case": lambda n: without_accents(n).upper(),
    "slip": slip,
    "short form": shortened,
    "order": swapped,
    "glued": glued,
    "punctuation": lambda n: n.replace(" ", "  ", 1).replace(" de ", " de la ", 1) if " de " in n else n.replace(" ", " - ", 1),
    "slip and case": lambda n: (s := slip(n)) and s.upper(),
    "short and accents": lambda n: (s := shortened(n)) and without_accents(s),
}


def other_number(name):
    return name + f" {R.randint(2, 5)}", name + f" {R.randint(6, 9)}"


def one_with_number(name):
    return name, f"{name} {R.randint(2, 9)}"


def other_direction(name):
    a, b = R.sample(["Norte", "Sur", "Este", "Oeste"], 2)
    return f"{name} {a}", f"{name} {b}"


def other_place(_):
    a, b = R.sample(PLACES, 2)
    base = f"{R.choice(BUSINESS)} {R.choice(CORE)}"
    return f"{base} de {a}", f"{base} de {b}"


def other_first_name(_):
    a, b = R.sample(FIRST, 2)
    base, last = R.choice(BUSINESS), R.choice(SURNAMES)
    return f"{base} {a} {last}", f"{base} {b} {last}"


def other_surname(_):
    a, b = R.sample(SURNAMES, 2)
    base, first = R.choice(BUSINESS), R.choice(FIRST)
    return f"{base} {first} {a}", f"{base} {first} {b}"


def other_core(_):
    a, b = R.sample(CORE, 2)
    base = R.choice(BUSINESS)
    return f"{base} {a}", f"{base} {b}"


def other_business(_):
    a, b = R.sample(BUSINESS, 2)
    core = R.choice(CORE)
    return f"{a} {core}", f"{b} {core}"


def false_friend(_):
    a, b = R.choice(FALSE_FRIENDS)
    base = R.choice(BUSINESS)
    return f"{base} {a}", f"{base} {b}"


OTHER = {"number": other_number, "one with a number": one_with_number, "direction": other_direction, "place": other_place,
         "first name": other_first_name, "surname": other_surname, "core": other_core, "business": other_business,
         "false friend": false_friend}


def main():
    pairs = []
    for kind, change in SAME.items():
        made = 0
        while made < 60:
            name = fresh()
            changed = change(name)
            if not changed or (kind != "legal form" and changed == name):
                continue
            pairs.append({"a": with_legal(name), "b": with_legal(changed), "same": True, "kind": kind})
            made += 1
    for kind, change in OTHER.items():
        made = 0
        while made < 60:
            a, b = change(fresh())
            if without_accents(a).lower() == without_accents(b).lower():
                continue
            pairs.append({"a": with_legal(a), "b": with_legal(b), "same": False, "kind": kind})
            made += 1
    R.shuffle(pairs)
    path = Path(__file__).with_name("hard-pairs.json")
    path.write_text("[\n" + ",\n".join("  " + json.dumps(p, ensure_ascii=False) for p in pairs) + "\n]\n", encoding="utf8")


main()
