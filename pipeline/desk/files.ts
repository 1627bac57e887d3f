import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Works on a workbook that was sent with a form, as a file that is gone afterwards. */
export async function withUpload<T>(file: File, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'quipu-subido-'));
  try {
    const path = join(folder, 'libro.xlsx');
    writeFileSync(path, Buffer.from(await file.arrayBuffer()));
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
