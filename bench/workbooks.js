// Three workbooks of the sizes that an office meets: small and mid as an official sends, big as nobody should.
import { writeXlsx } from 'hucre';

const REGIONS = ['Arequipa', 'Ayacucho', 'Cusco', 'Junín', 'Piura', 'Puno', 'San Martín', 'Ucayali'];
const NAMES = ['Confecciones', 'Textiles', 'Lácteos', 'Maderas', 'Cafetalera', 'Muebles', 'Panadería', 'Calzados'];

/** Non-empty cells: rows × 15, and the headers. */
const SIZES = [
  { name: 'small', sheets: 1, rows: 186 },
  { name: 'mid', sheets: 5, rows: 364 },
  { name: 'big', sheets: 1, rows: 91_105 },
];

/** @returns {Promise<{ name: string, cells: number, bytes: Uint8Array }[]>} */
export async function buildWorkbooks() {
  const random = randomFrom(20_101_215);
  const built = [];
  for (const { name, sheets, rows } of SIZES) {
    const bytes = await writeXlsx({
      sheets: Array.from({ length: sheets }, (_, sheet) => ({
        name: `Hoja${sheet + 1}`,
        columns: Array.from({ length: 15 }, (_, at) => (at === 12 ? { numFmt: 'dd/mm/yyyy' } : {})),
        rows: [
          Array.from({ length: 15 }, (_, at) => `Columna ${at + 1}`),
          ...Array.from({ length: rows }, (_, row) => line(row, random)),
        ],
      })),
    });
    built.push({ name, cells: sheets * (rows + 1) * 15, bytes });
  }
  return built;
}

function line(row, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const women = Math.floor(random() * 400);
  const men = Math.floor(random() * 400);
  return [
    row + 1,
    `${pick(NAMES)} ${pick(REGIONS)} ${Math.floor(random() * 20_000)} SAC`,
    'Empresa',
    `20${String(Math.floor(random() * 1e9)).padStart(9, '0')}`,
    pick(REGIONS),
    pick(['Textil y confecciones', 'Agroindustria', 'Madera y muebles']),
    women,
    men,
    women + men,
    Math.round(random() * 1e9) / 100,
    'Sol',
    2025,
    45_000 + Math.floor(random() * 900),
    random() < 0.5,
    Math.round(random() * 1000) / 1000,
  ];
}

/** Park and Miller's generator: the same workbooks each time. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
