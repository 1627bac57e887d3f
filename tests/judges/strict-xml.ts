import { XmlDocument } from 'libxml2-wasm';

/** What libxml2, the parser of browsers and office programs, finds wrong with a text; null where it is well-formed. */
export function notWellFormed(xml: Uint8Array): string | null {
  try {
    XmlDocument.fromBuffer(xml).dispose();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}
