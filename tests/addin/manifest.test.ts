import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { describe, expect, test } from 'vitest';
import { functionsMetadata } from '../../addin/excel/functions/metadata.ts';
import { NAMESPACE } from '../../sheets-templates/functions/custom/in-words.ts';
import { notWellFormed } from '../judges/strict-xml.ts';
import { type Node, parseXml } from '../judges/workbook-parts.ts';

const source = readFileSync('manifest.xml', 'utf8');
const manifest = parseXml(source);
const icons = join('addin', 'excel', 'icons');

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

  test('has its parts in the order that the schema wants', () => {
    expect(manifest.name).toBe('OfficeApp');
    expect(manifest.attributes['xsi:type']).toBe('TaskPaneApp');
    expect(namesIn(manifest)).toEqual([
      'Id',
      'Version',
      'ProviderName',
      'DefaultLocale',
      'DisplayName',
      'Description',
      'IconUrl',
      'HighResolutionIconUrl',
      'SupportUrl',
      'AppDomains',
      'Hosts',
      'Requirements',
      'DefaultSettings',
      'Permissions',
      'VersionOverrides',
    ]);
    const overrides = one(manifest, 'VersionOverrides');
    expect(namesIn(overrides)).toEqual(['Requirements', 'Hosts', 'Resources']);
    const host = one(one(overrides, 'Hosts'), 'Host');
    expect(host.attributes['xsi:type']).toBe('Workbook');
    // Runtimes stand first, or the shared runtime is not used.
    expect(namesIn(host)).toEqual(['Runtimes', 'AllFormFactors', 'DesktopFormFactor']);
    expect(namesIn(one(host, 'DesktopFormFactor'))).toEqual(['GetStarted', 'FunctionFile', 'ExtensionPoint']);
    expect(namesIn(one(overrides, 'Resources'))).toEqual(['Images', 'Urls', 'ShortStrings', 'LongStrings']);
    for (const control of all(manifest, 'Control'))
      expect(namesIn(control)).toEqual(['Label', 'Supertip', 'Icon', 'Action']);
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

  test('names only resources that it defines, with ids of at most 32 characters', () => {
    const defined = ['Image', 'Url', 'String'].flatMap((name) => all(one(manifest, 'Resources'), name));
    const ids = defined.map(({ attributes }) => attributes.id).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
    const used = everything(manifest).flatMap(({ attributes }) => attributes.resid ?? []);
    expect(used.length).toBeGreaterThan(40);
    for (const id of used) expect(ids).toContain(id);
    for (const id of ids) {
      expect(used).toContain(id);
      expect(String(id).length).toBeLessThanOrEqual(32);
    }
  });

  test('keeps texts within their lengths, each in Spanish and English', () => {
    for (const [kind, longest] of [
      ['ShortStrings', 125],
      ['LongStrings', 250],
    ] as const)
      for (const { attributes, children } of one(one(manifest, 'Resources'), kind).children) {
        expect(attributes.DefaultValue?.length).toBeLessThanOrEqual(longest);
        for (const { attributes: other } of children) expect(other.Value?.length).toBeLessThanOrEqual(longest);
        const sameInBoth = ['Functions.Namespace', 'Tab.Label'].includes(attributes.id ?? '');
        if (!sameInBoth) expect(children.map((child) => child.attributes.Locale)).toEqual(['en-US', 'en-GB']);
      }
    expect(one(manifest, 'DefaultLocale').text).toBe('es-ES');
    expect(one(manifest, 'DisplayName').attributes.DefaultValue?.length).toBeLessThanOrEqual(125);
    expect(one(manifest, 'Description').attributes.DefaultValue?.length).toBeLessThanOrEqual(250);
    expect(one(manifest, 'Id').text).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one(manifest, 'Version').text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    const strings = all(one(manifest, 'Resources'), 'String');
    expect(strings.find(({ attributes }) => attributes.id === 'Functions.Namespace')?.attributes.DefaultValue).toBe(
      NAMESPACE,
    );
  });

  test('points to https alone, and to icons of the sizes that it names', () => {
    const urls = [...source.matchAll(/="(https?:\/\/[^"]+)"/g)].map(([, url = '']) => url);
    const own = urls.filter((url) => !url.startsWith('http://schemas.') && !url.startsWith('http://www.w3.org'));
    for (const url of own) expect(new URL(url).protocol).toBe('https:');
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

const namesIn = ({ children }: Node) => children.map(({ name }) => name);
const everything = (element: Node): Node[] => [element, ...element.children.flatMap(everything)];
const all = (element: Node, name: string) => everything(element).filter((other) => other.name === name);

function one(element: Node, name: string): Node {
  const found = element.children.find((child) => child.name === name) ?? all(element, name)[0];
  if (!found) throw new Error(`no ${name}`);
  return found;
}
