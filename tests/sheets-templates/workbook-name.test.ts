import { expect, test } from 'vitest';
import { templates } from '../../sheets-templates/templates/index.ts';
import { workbookName } from '../../sheets-templates/workbook-name.ts';

test('a workbook is named by its template in its language and by what tells it apart, in letters every disk takes', () => {
  for (const template of templates)
    for (const lang of ['es', 'en'] as const) {
      const parts = ['PRG-PE-AGRO-001-F', '2026-S1'];
      const name = workbookName(template, lang, parts);
      expect(name).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
      expect(name.endsWith('-PRG-PE-AGRO-001-F-2026-S1'), name).toBe(true);
    }
  const [roadmap] = templates;
  if (!roadmap) throw new Error('no template');
  expect(workbookName(roadmap, 'es', ['PE', null, ''])).toBe('Hoja-de-ruta-PE');
  expect(workbookName(roadmap, 'es', ['Ñandú / «Café» <b>', '2026-01/2026-06'])).toBe(
    'Hoja-de-ruta-Nandu-Cafe-b-2026-01-2026-06',
  );
  const long = workbookName(roadmap, 'es', ['x'.repeat(200), '2026-S1']);
  expect(long).toMatch(/^Hoja-de-ruta-x{44}-2026-S1$/);
});
