import type { OfficePackage } from './package.ts';
import type { Styles } from './styles-edit.ts';
import { attributeOf, elementsIn, localName, rootOf, withAttribute } from './xml-edit.ts';

/**
 * Brings the first sheet of a workbook that Quipu wrote into another one: its cell styles are added to those of the
 * host, its texts stand in the cells themselves.
 * @returns the worksheet part, one character a byte
 */
export function copiedSheet(donor: OfficePackage, styles: Styles): string {
  const sheet = donor.read('xl/worksheets/sheet1.xml') ?? '';
  const texts = sharedTexts(donor.read('xl/sharedStrings.xml'));
  const numbers = copiedStyles(donor.read('xl/styles.xml') ?? '', styles);
  return sheet
    .replace(/<c ([^>]*?)(\/>|>(?:<v>([^<]*)<\/v>)?<\/c>)/g, (_, attributes: string, _rest: string, value?: string) => {
      const style = attributeOf(attributes, 's');
      const styled = style === null ? attributes : withAttribute(attributes, 's', String(numbers[Number(style)] ?? 0));
      if (attributeOf(attributes, 't') !== 's')
        return value === undefined ? `<c ${styled}/>` : `<c ${styled}><v>${value}</v></c>`;
      const text = texts[Number(value)] ?? '<t></t>';
      return `<c ${withAttribute(styled, 't', 'inlineStr')}><is>${text}</is></c>`;
    })
    .replace('<sheetView ', '<sheetView tabSelected="1" ');
}

/** The inside of each shared text. */
function sharedTexts(xml: string | null): string[] {
  if (xml === null) return [];
  const root = rootOf(xml);
  return elementsIn(xml, root.innerStart, root.innerEnd).map(({ innerStart, innerEnd }) =>
    xml.slice(innerStart, innerEnd),
  );
}

/** Number in the host of each cell style of the donor. */
function copiedStyles(xml: string, styles: Styles): number[] {
  const root = rootOf(xml);
  const sections = new Map(
    elementsIn(xml, root.innerStart, root.innerEnd).map((section) => [
      localName(section.name),
      elementsIn(xml, section.innerStart, section.innerEnd),
    ]),
  );
  const entries = (name: string) => sections.get(name) ?? [];
  const added = (name: string) =>
    entries(name).map(
      ({ start, end }) =>
        () =>
          styles.add(name, xml.slice(start, end)),
    );
  const [fonts, fills, borders] = ['fonts', 'fills', 'borders'].map(added);
  const formats = new Map(
    entries('numFmts').map(({ attributes }) => [
      attributeOf(attributes, 'numFmtId'),
      () => styles.format(attributeOf(attributes, 'formatCode') ?? 'General'),
    ]),
  );
  return entries('cellXfs').map(({ attributes, innerStart, innerEnd }) => {
    const number = (name: string, kinds: readonly (() => number)[] | undefined) =>
      String(kinds?.[Number(attributeOf(attributes, name) ?? 0)]?.() ?? 0);
    const format = attributeOf(attributes, 'numFmtId') ?? '0';
    let own = withAttribute(attributes, 'fontId', number('fontId', fonts));
    own = withAttribute(own, 'fillId', number('fillId', fills));
    own = withAttribute(own, 'borderId', number('borderId', borders));
    own = withAttribute(own, 'numFmtId', String(formats.get(format)?.() ?? format));
    own = withAttribute(own, 'applyFont', '1');
    const inner = xml.slice(innerStart, innerEnd);
    return styles.add('cellXfs', inner === '' ? `<xf${own}/>` : `<xf${own}>${inner}</xf>`);
  });
}
