import { z } from 'zod';
import { LIMITS } from '../read/limits.ts';
import { VERSION } from '../version.ts';

/* What the intake takes and answers, for programs of others: the shapes by which it answers, and OpenAPI made of them. */

const text = z.object({ es: z.string(), en: z.string() }).describe('One sentence in Spanish and in English.');
const severity = z.enum(['fatal', 'error', 'warning', 'note']);
const counts = z.record(severity, z.int().min(0)).describe('Findings, by severity.');
const issue = z
  .object({
    code: z.string().describe('Rule; quipu schema lists them.'),
    severity,
    sheet: z.string().describe('As the workbook names it; empty for the whole file.'),
    row: z.int().nullable(),
    column: z.string().nullable(),
    cell: z.string().nullable().describe('Address such as F14.'),
    message: text,
    hint: text.describe('What to do.'),
  })
  .describe('Something found in a workbook.');

/** What is answered to a workbook that was kept. */
const receipt = z.object({
  receipt: z.string().describe('Number by which the office finds it.'),
  receivedAt: z.iso.datetime(),
  status: z.enum(['accepted', 'rejected']).describe('Rejected: kept, but it cannot count yet.'),
  repeated: z.boolean().describe('The same content came before; this is its receipt.'),
  template: z.string(),
  country: z.string().describe('ISO 3166-1 alpha-2.'),
  sender: z.string().describe('Code of the programme, or name of the team.'),
  period: z.string(),
  submission: z.int().min(1),
  sha256: z.string().describe('Of the bytes.'),
  rowsKeptOut: z.int().min(0),
  counts,
  issues: z.array(issue),
});
export type ReceiptAnswer = z.infer<typeof receipt>;

/** What is answered to what was not kept. */
const refusal = z.object({ error: text, counts: counts.optional(), issues: z.array(issue).optional() });
export type RefusalAnswer = z.infer<typeof refusal>;

const schemas = { Receipt: receipt, Refusal: refusal } as const;

const json = (name: keyof typeof schemas, description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

/** The description of the intake in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1). */
export const openApi = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Quipu: intake of the regional office',
    version: VERSION,
    description: 'Sends a workbook to the office, which answers with a receipt and what was found in it.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  paths: {
    '/api/submissions': {
      post: {
        operationId: 'submit',
        summary: 'Sends one workbook.',
        security: [{ token: [] }],
        parameters: [
          {
            name: 'x-quipu-file',
            in: 'header',
            description: 'Name of the file, percent-encoded; only to name it in findings.',
            schema: { type: 'string' },
          },
        ],
        requestBody: {
          required: true,
          description: `The bytes of the workbook, ${LIMITS.file >> 20} MB at most.`,
          content: { 'application/octet-stream': {} },
        },
        responses: {
          '201': json('Receipt', 'Kept.'),
          '200': json('Receipt', 'It came before.'),
          '422': {
            description: 'Kept but not to be counted yet (a receipt), or not to be read (a refusal).',
            content: {
              'application/json': {
                schema: { oneOf: [{ $ref: '#/components/schemas/Receipt' }, { $ref: '#/components/schemas/Refusal' }] },
              },
            },
          },
          '400': json('Refusal', 'Nothing arrived.'),
          '401': json('Refusal', 'The key is not known.'),
          '403': json('Refusal', 'The key is for another sender.'),
          '408': json('Refusal', 'It stopped on its way.'),
          '409': json('Refusal', 'Another submission has this number.'),
          '413': json('Refusal', 'It is too large.'),
          '429': json('Refusal', 'Too many today, or too many wrong keys.'),
          '500': json('Refusal', 'It could not be kept.'),
          '503': json('Refusal', 'Too many at once.'),
          '507': json('Refusal', 'There is no room.'),
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Given with quipu tokens.' } },
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => {
        const { $schema: _, ...shape } = z.toJSONSchema(schema);
        return [name, shape];
      }),
    ),
  },
});
