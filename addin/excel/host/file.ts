/// <reference types="office-js" />
import { text } from '../../../sheets-templates/define/text.ts';
import { HostError, type Watch } from '../../host.ts';
import { stopIfAsked } from './run.ts';

const SLICE = 1 << 20;

const FAILED = (detail: string) =>
  new HostError(
    text(
      'Excel no entregó el archivo. Guarde el libro y vuelva a intentar, o envíe el archivo por correo.',
      'Excel did not hand over the file. Save the workbook and try again, or send the file by mail.',
    ),
    detail,
  );

/** The open workbook as .xlsx, slice by slice. */
export async function fileBytes({ progress, signal }: Watch): Promise<Uint8Array> {
  const file = await new Promise<Office.File>((resolve, reject) => {
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, (answer) => {
      if (answer.status === Office.AsyncResultStatus.Succeeded) resolve(answer.value);
      else reject(FAILED(answer.error?.message ?? ''));
    });
  });
  try {
    const bytes = new Uint8Array(file.size);
    let at = 0;
    for (let index = 0; index < file.sliceCount; index += 1) {
      stopIfAsked(signal);
      const slice = await sliceOf(file, index);
      bytes.set(slice, at);
      at += slice.length;
      progress?.((index + 1) / file.sliceCount);
    }
    return bytes.subarray(0, at);
  } finally {
    // A file left open keeps the next one from being asked for.
    await new Promise<void>((resolve) => file.closeAsync(() => resolve()));
  }
}

function sliceOf(file: Office.File, index: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    file.getSliceAsync(index, (answer) => {
      if (answer.status === Office.AsyncResultStatus.Succeeded) resolve(Uint8Array.from(answer.value.data));
      else reject(FAILED(answer.error?.message ?? ''));
    });
  });
}
