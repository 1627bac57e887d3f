import { isUtf8 } from 'node:buffer';
import { LIMITS } from './limits.ts';
import { refusals, refuse } from './refusal.ts';

const FIRST_SIZE = 1 << 16;
/** Room that a writer may use without asking again: one character and a little. */
const SLACK = 16;

/**
 * The texts of a workbook as UTF-8, one behind the other, decoded in one call when the first is asked for. Shared
 * strings keep their index; inline ones are interned, so that a text costs once.
 *
 * Writing: `begin()`, bytes at `cursor` (after `reserve()`), then `commit()` or `intern()`.
 */
export class TextPool {
  bytes = Buffer.allocUnsafe(FIRST_SIZE);
  /** Where the text being written ends. */
  cursor = 0;
  count = 0;
  /** Texts without their superscript runs, where they have any: footnote marks. */
  readonly plain = new Map<number, string>();
  /** Texts with what is crossed out in them; null where all of the text is. */
  readonly struck = new Map<number, string | null>();

  /** Keeps what a string is besides its text. */
  describe(
    index: number,
    { plain, shown, struck }: { plain: string | null; shown: string | null; struck: boolean },
  ): void {
    if (plain !== null) this.plain.set(index, plain);
    if (shown !== null || struck) this.struck.set(index, shown);
  }

  private length = 0;
  private ends = new Int32Array(1024);
  private buckets = new Int32Array(2048);
  private hashes = new Int32Array(2048);
  private interned = 0;
  private decoded: string[] | null = null;

  begin(): void {
    this.cursor = this.length;
  }

  /** Bytes that may be written up to before `reserve` must be called again. */
  get limit(): number {
    return this.bytes.length - SLACK;
  }

  reserve(): Buffer {
    if (this.cursor >= this.limit) this.grow();
    return this.bytes;
  }

  private grow(): void {
    if (this.bytes.length > LIMITS.text) refuse(refusals.tooMuchInside, 'text');
    const grown = Buffer.allocUnsafe(this.bytes.length * 2);
    this.bytes.copy(grown, 0, 0, this.cursor);
    this.bytes = grown;
  }

  /** Writes whole UTF-8 at once. */
  write(text: Buffer): void {
    while (this.cursor + text.length >= this.limit) this.grow();
    this.cursor += text.copy(this.bytes, this.cursor);
  }

  /** Writes a whole text. @returns its index */
  keep(text: string): number {
    this.begin();
    const bytes = Buffer.from(text, 'utf8');
    if (this.cursor + bytes.length > LIMITS.text) refuse(refusals.tooMuchInside, 'text');
    this.write(bytes);
    return this.intern();
  }

  /** The text being written, so far. */
  written(): string {
    return this.bytes.toString('utf8', this.length, this.cursor);
  }

  writeCodePoint(code: number): void {
    const bytes = this.reserve();
    // A lone half of a surrogate pair is no character.
    const character = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    if (character < 0x80) bytes[this.cursor++] = character;
    else this.cursor += bytes.write(String.fromCodePoint(character), this.cursor, 'utf8');
  }

  /** @returns the index of the text just written */
  commit(): number {
    if (this.count >= LIMITS.strings) refuse(refusals.tooMuchInside, 'strings');
    if (this.count === this.ends.length) {
      const grown = new Int32Array(this.count * 2);
      grown.set(this.ends);
      this.ends = grown;
    }
    this.ends[this.count] = this.cursor;
    this.length = this.cursor;
    this.decoded = null;
    this.count += 1;
    return this.count - 1;
  }

  /** @returns the index of an equal text that was interned before, or of the text just written */
  intern(): number {
    if (this.interned * 2 > this.buckets.length) this.rehash();
    const mask = this.buckets.length - 1;
    const hash = this.hash();
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const known = (this.buckets[slot] as number) - 1;
      if (known < 0) break;
      if (this.hashes[slot] === hash && this.equals(known)) return known;
    }
    const index = this.commit();
    this.buckets[slot] = index + 1;
    this.hashes[slot] = hash;
    this.interned += 1;
    return index;
  }

  /** The text of an index. */
  at(index: number): string {
    this.decoded ??= this.decode();
    return this.decoded[index] as string;
  }

  private start(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] as number);
  }

  /** FNV-1a. */
  private hash(): number {
    const { bytes, cursor } = this;
    let hash = 0x811c9dc5 | 0;
    for (let at = this.length; at < cursor; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    return hash;
  }

  private equals(known: number): boolean {
    const { bytes, length } = this;
    const start = this.start(known);
    const size = (this.ends[known] as number) - start;
    if (size !== this.cursor - length) return false;
    for (let at = 0; at < size; at += 1) if (bytes[start + at] !== bytes[length + at]) return false;
    return true;
  }

  private rehash(): void {
    const { buckets, hashes } = this;
    const size = buckets.length * 2;
    this.buckets = new Int32Array(size);
    this.hashes = new Int32Array(size);
    for (let old = 0; old < buckets.length; old += 1) {
      if (buckets[old] === 0) continue;
      const hash = hashes[old] as number;
      let slot = (hash ^ (hash >>> 15)) & (size - 1);
      while (this.buckets[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.buckets[slot] = buckets[old] as number;
      this.hashes[slot] = hash;
    }
  }

  private decode(): string[] {
    const used = this.bytes.subarray(0, this.length);
    if (!isUtf8(used)) return this.cutDamaged();
    const whole = used.toString('utf8', 0, this.length);
    // Without characters beyond ASCII, bytes and UTF-16 units count the same.
    return whole.length === this.length ? this.cutAscii(whole) : this.cutUtf8(whole);
  }

  /** Some byte is no UTF-8: of the texts that hold one, that is told (M-58), and all others are what they are. */
  private cutDamaged(): string[] {
    return Array.from({ length: this.count }, (_, index) =>
      this.bytes.toString('utf8', this.start(index), this.ends[index]),
    );
  }

  private cutAscii(whole: string): string[] {
    const texts = new Array<string>(this.count);
    for (let index = 0, from = 0; index < this.count; index += 1) {
      const to = this.ends[index] as number;
      texts[index] = whole.slice(from, to);
      from = to;
    }
    return texts;
  }

  private cutUtf8(whole: string): string[] {
    const { bytes, ends } = this;
    const texts = new Array<string>(this.count);
    for (let index = 0, at = 0, unit = 0; index < this.count; index += 1) {
      const first = unit;
      for (const end = ends[index] as number; at < end; at += 1) {
        const byte = bytes[at] as number;
        // A continuation byte adds nothing; a lead byte of four begins two units.
        if ((byte & 0xc0) !== 0x80) unit += byte >= 0xf0 ? 2 : 1;
      }
      texts[index] = whole.slice(first, unit);
    }
    return texts;
  }
}
