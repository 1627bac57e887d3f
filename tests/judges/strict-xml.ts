import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** What libxml2, the parser of browsers and office programs, finds wrong with a text; null where it is well-formed. */
export function notWellFormed(xml: Uint8Array): string | null {
  return problemOf(() => XmlDocument.fromBuffer(xml).dispose());
}

/** What libxml2 finds that a schema does not allow; null where it allows all. */
export function breaksSchema(xml: Uint8Array, schema: string): string | null {
  xmlRegisterFsInputProviders();
  const source = XmlDocument.fromBuffer(readFileSync(schema), { url: pathToFileURL(schema).href });
  const judge = XsdValidator.fromDoc(source);
  try {
    return problemOf(() => {
      const document = XmlDocument.fromBuffer(xml);
      try {
        judge.validate(document);
      } finally {
        document.dispose();
      }
    });
  } finally {
    judge.dispose();
    source.dispose();
  }
}

function problemOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}
