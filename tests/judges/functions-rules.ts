import { z } from 'zod';

/**
 * What Excel takes as the description of custom functions; it has no schema in the registry. Written after
 * https://learn.microsoft.com/office/dev/add-ins/excel/custom-functions-json and
 * https://learn.microsoft.com/office/dev/add-ins/excel/custom-functions-naming
 */

const type = z.enum(['boolean', 'number', 'string', 'any']);
const dimensionality = z.enum(['scalar', 'matrix']);

const parameter = z.strictObject({
  name: z.string().regex(/^\p{L}[\p{L}\p{N}_.]*$/u),
  description: z.string().min(1).optional(),
  type: type.optional(),
  dimensionality: dimensionality.optional(),
  optional: z.boolean().optional(),
  repeating: z.boolean().optional(),
});

const customFunction = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9.]{1,255}$|^[A-Z0-9_]{3,255}$/),
    /** Letters, numbers, periods and low lines, upper case as all functions of Excel, not what looks like a cell. */
    name: z
      .string()
      .min(3)
      .max(255)
      .regex(/^\p{Lu}[\p{Lu}\p{N}_.]*$/u)
      .refine((name) => !/^[A-Z]{1,3}\d+$|^R\d*C\d*$/.test(name)),
    description: z.string().min(1).max(255),
    helpUrl: z.url({ protocol: /^https$/ }).optional(),
    result: z.strictObject({ type: type.optional(), dimensionality: dimensionality.optional() }),
    parameters: z.array(parameter).max(255),
    options: z
      .strictObject({
        stream: z.boolean(),
        cancelable: z.boolean(),
        volatile: z.boolean(),
        requiresAddress: z.boolean(),
      })
      .partial()
      .optional(),
  })
  .refine(({ parameters }) => {
    const optional = parameters.map((one) => one.optional === true);
    return optional.lastIndexOf(false) < (optional.includes(true) ? optional.indexOf(true) : optional.length);
  }, 'what may be left out stands last');

const described = z
  .strictObject({
    allowCustomDataForDataTypeAny: z.boolean().optional(),
    allowErrorForDataTypeAny: z.boolean().optional(),
    functions: z.array(customFunction).min(1),
  })
  .refine(({ functions }) => new Set(functions.map(({ id }) => id)).size === functions.length, 'an id stands twice')
  .refine(
    ({ functions }) => new Set(functions.map(({ name }) => name)).size === functions.length,
    'a name stands twice',
  );

/** What is wrong with the content of a `functions.json`. */
export const wrongWithFunctions = (content: unknown): string[] =>
  described.safeParse(content).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
