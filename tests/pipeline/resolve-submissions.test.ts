import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, type Known, resolveSubmissions } from '../../pipeline/merge/resolve-submissions.ts';

const candidate = (number: number, content: string, more: Partial<Candidate> = {}): Candidate => ({
  key: 'SC|PE|PRG|2026-S1',
  number,
  content,
  fatal: false,
  tie: content,
  ...more,
});
const states = (incoming: Candidate[], known: Known[] = []) => {
  const { incoming: resolved, known: after } = resolveSubmissions(incoming, known);
  return {
    incoming: resolved.map((item) => `${item.candidate.number}${item.candidate.content}:${item.state}`).sort(),
    known: Object.fromEntries(after),
  };
};
const earlier = (number: number, content: string, state: Known['state'] = 'aceptada', conflict = false): Known => ({
  id: `k${number}`,
  key: 'SC|PE|PRG|2026-S1',
  number,
  content,
  state,
  conflict,
});

describe('of the submissions of one workbook', () => {
  test('the highest number wins whole, whatever the order', () => {
    expect(states([candidate(1, 'a'), candidate(2, 'b')]).incoming).toEqual(['1a:sustituida', '2b:aceptada']);
    expect(states([candidate(2, 'b'), candidate(1, 'a')]).incoming).toEqual(['1a:sustituida', '2b:aceptada']);
  });

  test('a lower number that comes late is replaced at once, never an error', () => {
    expect(states([candidate(1, 'a')], [earlier(2, 'b')])).toEqual({
      incoming: ['1a:sustituida'],
      known: { k2: 'aceptada' },
    });
    expect(states([candidate(3, 'c')], [earlier(2, 'b')])).toEqual({
      incoming: ['3c:aceptada'],
      known: { k2: 'sustituida' },
    });
  });

  test('an equal number with other content is refused; both are when neither was accepted', () => {
    expect(states([candidate(2, 'x')], [earlier(2, 'b')])).toEqual({
      incoming: ['2x:rechazada'],
      known: { k2: 'aceptada' },
    });
    expect(states([candidate(2, 'x'), candidate(2, 'y'), candidate(1, 'a')]).incoming).toEqual([
      '1a:aceptada',
      '2x:rechazada',
      '2y:rechazada',
    ]);
  });

  test('a refused one is told a number that nobody has used', () => {
    const { incoming } = resolveSubmissions([candidate(1, 'x')], [earlier(1, 'a', 'sustituida'), earlier(2, 'b')]);
    expect(incoming[0]).toMatchObject({ conflict: true, next: 3, bothNew: false });
  });

  test('equal content is ignored, in one merge and in a later one', () => {
    expect(states([candidate(1, 'a', { tie: '1' }), candidate(1, 'a', { tie: '2' })]).incoming).toEqual([
      '1a:aceptada',
      '1a:duplicada',
    ]);
    expect(states([candidate(1, 'a')], [earlier(1, 'a')]).incoming).toEqual(['1a:duplicada']);
  });

  test('a refused one that comes again is known, and one that was unreadable is read anew when it can be', () => {
    const refused = { ...earlier(2, 'x', 'rechazada', true), id: 'k2-x' };
    expect(states([candidate(2, 'x')], [earlier(2, 'b'), refused]).incoming).toEqual(['2x:duplicada']);
    expect(states([candidate(2, 'x')], [earlier(2, 'x', 'rechazada')]).incoming).toEqual(['2x:aceptada']);
  });

  test('one that was kept out as a whole stands for nothing', () => {
    expect(states([candidate(5, 'z', { fatal: true }), candidate(1, 'a')]).incoming).toEqual([
      '1a:aceptada',
      '5z:rechazada',
    ]);
  });

  test('the choice does not depend on the order of files', () => {
    const files = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        content: fc.constantFrom('a', 'b', 'c'),
        key: fc.constantFrom('x', 'y'),
        fatal: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.nat()), (items, keys) => {
        const incoming = items.map((item, index) =>
          candidate(item.number, item.content, { ...item, tie: `${item.content}${index}` }),
        );
        const shuffled = incoming
          .map((item) => ({ item, by: keys.next().value }))
          .sort((a, b) => a.by - b.by)
          .map(({ item }) => item);
        expect(states(shuffled).incoming).toEqual(states(incoming).incoming);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
