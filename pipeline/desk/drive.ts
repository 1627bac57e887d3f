import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { expectedOf } from '../office/expected-list.ts';
import { lookInto } from '../office/open-database.ts';
import { workbooksFor } from '../office/workbooks-for.ts';
import { driveSource } from '../pull/drive-source.ts';
import { type ConnectGoogle, READING, reasonIn, WRITING } from '../pull/google-access.ts';
import { realPatience } from '../pull/retry.ts';
import { drivePlace } from '../push/drive-place.ts';
import { returnTo } from '../push/return-to.ts';
import { type InDrive, makeInDrive } from '../push/templates-in-drive.ts';
import type { DriveFolder } from './connections.ts';
import { type Fetching, fetchedIn, fetchedPlace } from './fetched.ts';

/** How Google is reached. */
export interface Reach {
  connect: ConnectGoogle;
}

/** Fetches what is new in the folder, beside the database. @returns what came, in words */
export async function fetchDrive(
  { folder, credentials }: DriveFolder,
  { connect, ...of }: Fetching & Reach,
): Promise<Text> {
  const { drive } = await connect(credentials, READING);
  return fetchedIn(driveSource(drive, folder, realPatience), reasonIn, of, {
    none: text('No hay libros nuevos en Drive.', 'There are no new workbooks in Drive.'),
    one: text('Llegó 1 libro de Drive; se consolida ahora.', '1 workbook came from Drive; it is merged now.'),
    many: (count) =>
      text(
        `Llegaron ${count} libros de Drive; se consolidan ahora.`,
        `${count} workbooks came from Drive; they are merged now.`,
      ),
  });
}

/** Where what came from the folder lies. */
const placeOf = (database: string, folder: string) => fetchedPlace(database, `drive:${folder}`);

/** Puts the workbooks with notes of the last merge beside the submissions. @returns what went back, in words */
export async function returnToDrive(
  { folder, credentials }: DriveFolder,
  { database, results, lang, now, connect }: Fetching & Reach & { results: string; lang: Lang },
): Promise<Text> {
  const place = async () => drivePlace((await connect(credentials, WRITING)).drive, folder, realPatience);
  const from = placeOf(database, folder);
  const { returned, failed } = await returnTo(place, { from, results, lang, now, progress: () => undefined });
  const count = returned.length;
  const went =
    count === 0
      ? text('No había nada nuevo por devolver.', 'There was nothing new to return.')
      : count === 1
        ? text('Se devolvió 1 respuesta, al lado de su libro.', '1 answer was returned, beside its workbook.')
        : text(
            `Se devolvieron ${count} respuestas, cada una al lado de su libro.`,
            `${count} answers were returned, each beside its workbook.`,
          );
  const [first] = failed;
  if (!first) return went;
  const lost = text(
    `No se devolvieron ${failed.length}: ${first.name}: ${first.reason.es}`,
    `${failed.length} were not returned: ${first.name}: ${first.reason.en}`,
  );
  throw new Failure(text(`${went.es} ${lost.es}`, `${went.en} ${lost.en}`), 2);
}

/** Makes the workbooks of a period as spreadsheets in the folder, each once. @returns what was made, in words */
export async function makeTemplates(
  { folder, credentials }: DriveFolder,
  { database, lang, connect }: Reach & { database: string; lang: Lang },
  period: string,
): Promise<Text> {
  const expected = (await lookInto(database, expectedOf)).filter((one) => one.period === period);
  const wanted = await workbooksFor(expected, database, lang);
  const all: InDrive[] = [];
  for await (const one of makeInDrive(wanted, folder, await connect(credentials, WRITING), realPatience)) all.push(one);
  const made = all.filter((one) => 'made' in one && !one.made.known).length;
  const known = all.filter((one) => 'made' in one && one.made.known).length;
  const before = known === 0 ? text('', '') : text(` Ya estaban ${known}.`, ` ${known} were there already.`);
  const went = text(
    `${made === 1 ? 'Se hizo 1 hoja de cálculo' : `Se hicieron ${made} hojas de cálculo`} en Drive.${before.es}`,
    `${made === 1 ? '1 spreadsheet was' : `${made} spreadsheets were`} made in Drive.${before.en}`,
  );
  const failed = all.flatMap((one) => ('reason' in one ? [one] : []));
  const [first] = failed;
  if (!first) return went;
  throw new Failure(
    text(
      `${went.es} No se hicieron ${failed.length}: ${first.name}: ${first.reason.es}`,
      `${went.en} ${failed.length} were not made: ${first.name}: ${first.reason.en}`,
    ),
    2,
  );
}

/** Looks whether the folder can be opened. @returns what it is called there @throws Failure in words */
export async function tryDrive(folder: string, credentials: object, { connect }: Reach): Promise<string> {
  try {
    const { drive } = await connect(credentials, READING);
    const { data } = await drive.files.get({ fileId: folder, fields: 'id,name,mimeType', supportsAllDrives: true });
    if (data.mimeType !== FOLDER) throw noFolder;
    return data.name ?? '';
  } catch (error) {
    const words = reasonIn(error);
    throw words ? new Failure(words, 2) : error;
  }
}

const FOLDER = 'application/vnd.google-apps.folder';
const noFolder = new Failure(
  text(
    'Eso no es una carpeta de Drive. Abra la carpeta en el navegador y copie su enlace.',
    'That is no folder of Drive. Open the folder in the browser and copy its link.',
  ),
  2,
);
