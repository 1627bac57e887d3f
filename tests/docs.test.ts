import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandPage, costPage, flowPicture, lineagePage } from './helpers/generated-docs.ts';

const docs = (name: string) => join('docs', name);
const BLOCK = /(<!-- flow: made from the imports -->\n)[\s\S]*?(\n<!-- end of flow -->)/;

/** Holds a page against what the code makes of it, or writes it anew. */
function held(file: string, made: string): void {
  if (process.env.QUIPU_APPROVE) writeFileSync(file, made);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '', `${file} is stale`).toBe(made);
}

describe('documentation', () => {
  test('of the commands is that of the registry, in both languages', async () => {
    held(docs('ordenes.md'), await commandPage('es'));
    held(docs('commands.md'), await commandPage('en'));
  });

  test('of what a cell costs is that of the columns, in both languages', () => {
    held(docs('casillas.md'), costPage('es'));
    held(docs('cells.md'), costPage('en'));
  });

  test('of the lineage is that of the SQL models', () => held(docs('lineage.md'), lineagePage()));

  test('draws the flow as the imports have it', () => {
    const page = readFileSync(docs('architecture.md'), 'utf8');
    expect(page).toMatch(BLOCK);
    held(docs('architecture.md'), page.replace(BLOCK, `$1${flowPicture()}$2`));
  });

  test('links only to what is there', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', join('tests', 'judges', 'README.md')].concat(
      readdirSync('docs')
        .filter((name) => name.endsWith('.md'))
        .map(docs),
    );
    const broken = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|<img src="([^"]+)"/g)]
        .map(([, link, picture]) => link ?? picture ?? '')
        .filter((link) => !/^(https?:|mailto:)/.test(link) && !existsSync(join(dirname(page), link)))
        .map((link) => `${page} → ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test('begins with a README of a page', () => {
    expect(statSync('README.md').size).toBeLessThan(6_000);
  });
});
