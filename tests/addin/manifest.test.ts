import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { describe, expect, test } from 'vitest';
import { functionsMetadata } from '../../addin/excel/functions/metadata.ts';
import { NAMESPACE } from '../../sheets-templates/functions/custom/in-words.ts';
import { breaksSchema, notWellFormed } from '../judges/strict-xml.ts';
import { type Node, parseXml } from '../judges/workbook-parts.ts';

const source = readFileSync('manifest.xml', 'utf8');
const manifest = parseXml(source);
const icons = join('addin', 'excel', 'icons');
const SCHEMA = join('tests', 'judges', 'manifest', 'appforoffice.xsd');

/** Rules that Office checks when it takes a manifest, as its documentation states them. */
describe('the manifest', () => {
  test('is XML to libxml2, and a manifest to the tool of Microsoft', async () => {
    expect(notWellFormed(readFileSync('manifest.xml'))).toBeNull();
    const told = await OfficeAddinManifest.readManifestFile('manifest.xml');
    expect(told).toMatchObject({
      id: one(manifest, 'Id').text,
      version: '0.1.0.0',
      displayName: 'Quipu',
      defaultLocale: 'es-ES',
      officeAppType: 'TaskPaneApp',
      hosts: ['Workbook'],
      permissions: 'ReadWriteDocument',
      defaultSettings: { sourceLocation: 'https://localhost:3000/pane.html' },
    });
  });

  test('is one of the schema: parts in order, ids and lengths within limits, each resource there', () => {
    expect(breaksSchema(readFileSync('manifest.xml'), SCHEMA)).toBeNull();
    expect(manifest.attributes['xsi:type']).toBe('TaskPaneApp');
  });

  // Each is something that Office refuses, or passes over so that a button or a function is missing.
  for (const [what, from, to] of [
    ['a resource that is not there', 'resid="Tab.Label"', 'resid="Tab.Name"'],
    ['two resources of one id', 'id="Tab.Label" DefaultValue', 'id="Group.Label" DefaultValue'],
    ['a long id of a resource', /Functions\.Namespace/g, `Functions.${'x'.repeat(30)}`],
    ['an address without https', 'DefaultValue="https://localhost:3000/pane.html"/>', 'DefaultValue="http://x.org"/>'],
    ['a text that is too long', 'DefaultValue="Informe"', `DefaultValue="${'x'.repeat(126)}"`],
    ['runtimes behind other parts', /(<Runtimes>[\s\S]*<\/Runtimes>)([\s\S]*<\/AllFormFactors>)/, '$2$1'],
    ['a permission that there is not', 'ReadWriteDocument<', 'ReadWrite<'],
    ['a control without a tip', /<Supertip>[\s\S]*?<\/Supertip>/, ''],
    ['an icon without its smallest size', /<bt:Image size="(16|20|24|32|40|48)" resid="Review[^>]*>/g, ''],
    ['an unknown action', 'xsi:type="ExecuteFunction"', 'xsi:type="RunFunction"'],
    ['two controls of one id', 'id="Quipu.Review"', 'id="Quipu.Open"'],
    ['a group with the id of its tab', 'id="Quipu.Group"', 'id="Quipu.Tab"'],
    ['an element that no one knows', '<GetStarted>', '<Mobile/><GetStarted>'],
  ] as const)
    test(`is none of the schema with ${what}`, () => {
      const changed = source.replace(from, to);
      expect(changed).not.toBe(source);
      expect(notWellFormed(Buffer.from(changed))).toBeNull();
      expect(breaksSchema(Buffer.from(changed), SCHEMA)).not.toBeNull();
    });

  test('shares one long-lived runtime among pane, functions and ribbon', () => {
    const [runtime] = all(manifest, 'Runtime');
    expect(runtime?.attributes).toEqual({ resid: 'Pane.Url', lifetime: 'long' });
    const places = [...all(one(manifest, 'VersionOverrides'), 'SourceLocation'), ...all(manifest, 'FunctionFile')];
    const pages = places.map(({ attributes }) => attributes.resid).filter((id) => id !== 'Functions.Url');
    expect(new Set(pages)).toEqual(new Set(['Pane.Url']));
    expect(all(manifest, 'TaskpaneId')).toEqual([]);
    // Old programs still load the page, which tells them what is missing.
    const asked = all(manifest, 'Set').map(({ attributes }) => `${attributes.Name} ${attributes.MinVersion}`);
    expect(asked).toEqual(['ExcelApi 1.1', 'SharedRuntime 1.1', 'ExcelApi 1.13']);
  });

  test('names a word for functions, a short text where one is asked, and every size of each icon', () => {
    expect(NAMESPACE).toMatch(/^[A-Z][A-Z0-9_.]{1,31}$/);
    const short = new Set(
      one(one(manifest, 'Resources'), 'ShortStrings').children.map(({ attributes }) => attributes.id),
    );
    for (const label of [...all(manifest, 'Label'), ...all(manifest, 'Namespace')])
      expect(short).toContain(label.attributes.resid);
    for (const resource of ['Url', 'String'].flatMap((kind) => all(one(manifest, 'Resources'), kind))) {
      const locales = resource.children.map(({ attributes }) => attributes.Locale);
      expect(new Set(locales).size).toBe(locales.length);
    }
  });

  test('uses every resource that it defines', () => {
    const defined = ['Image', 'Url', 'String'].flatMap((name) => all(one(manifest, 'Resources'), name));
    const used = everything(manifest).flatMap(({ attributes }) => attributes.resid ?? []);
    expect(used.length).toBeGreaterThan(40);
    for (const { attributes } of defined) if (attributes.id) expect(used).toContain(attributes.id);
  });

  test('has every text in Spanish and English', () => {
    for (const kind of ['ShortStrings', 'LongStrings'] as const)
      for (const { attributes, children } of one(one(manifest, 'Resources'), kind).children) {
        const sameInBoth = ['Functions.Namespace', 'Tab.Label'].includes(attributes.id ?? '');
        if (!sameInBoth) expect(children.map((child) => child.attributes.Locale)).toEqual(['en-US', 'en-GB']);
      }
    expect(one(manifest, 'DefaultLocale').text).toBe('es-ES');
    const strings = all(one(manifest, 'Resources'), 'String');
    expect(strings.find(({ attributes }) => attributes.id === 'Functions.Namespace')?.attributes.DefaultValue).toBe(
      NAMESPACE,
    );
  });

  test('points to icons of the sizes that it names', () => {
    const files = readdirSync(icons);
    for (const { attributes } of all(manifest, 'Image')) {
      if (!attributes.id) continue;
      const size = Number(attributes.id.split('.')[1]);
      const name = attributes.DefaultValue?.split('/').at(-1) ?? '';
      expect(files).toContain(name);
      expect(sizeOf(name)).toEqual([size, size]);
    }
    for (const icon of all(manifest, 'Icon'))
      expect(icon.children.map(({ attributes }) => Number(attributes.size))).toEqual([16, 20, 24, 32, 40, 48, 64, 80]);
    expect(sizeOf('icon-32.png')).toEqual([32, 32]);
    expect(sizeOf('icon-64.png')).toEqual([64, 64]);
  });

  test('offers functions whose ids survive upper case in Turkish and Spanish', () => {
    for (const lang of ['es', 'en'] as const)
      for (const { id, name } of functionsMetadata(lang).functions) {
        for (const word of [id, name]) {
          expect(word.toLocaleUpperCase('tr')).toBe(word);
          expect(word.toLocaleUpperCase('es')).toBe(word);
        }
        expect(name).toMatch(/^[A-Z][A-Z0-9_]{2,}$/);
      }
  });
});

/** Width and height in the header of a PNG. */
function sizeOf(name: string): [number, number] {
  const bytes = readFileSync(join(icons, name));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const everything = (element: Node): Node[] => [element, ...element.children.flatMap(everything)];
const all = (element: Node, name: string) => everything(element).filter((other) => other.name === name);

function one(element: Node, name: string): Node {
  const found = element.children.find((child) => child.name === name) ?? all(element, name)[0];
  if (!found) throw new Error(`no ${name}`);
  return found;
}
