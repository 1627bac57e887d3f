import type { Lang } from '../../../sheets-templates/define/text.ts';
import {
  type Argument,
  type CustomFunction,
  type ErrorCode,
  FunctionError,
  type Value,
} from '../../../sheets-templates/functions/custom/define.ts';
import { customFunctions } from '../../../sheets-templates/functions/custom/index.ts';

/** What Excel's runtime of custom functions offers, as far as it is used: the global `CustomFunctions`. */
export interface FunctionsRuntime {
  associate: (id: string, compute: (...args: unknown[]) => Value) => void;
  Error: new (code: string, message?: string) => Error;
  ErrorCode: { notAvailable: string; invalidValue: string; divisionByZero: string; invalidNumber: string };
}

const NAMES: Readonly<Record<ErrorCode, keyof FunctionsRuntime['ErrorCode']>> = {
  '#N/A': 'notAvailable',
  '#VALUE!': 'invalidValue',
  '#DIV/0!': 'divisionByZero',
  '#NUM!': 'invalidNumber',
};

/** Gives every function to Excel. @param lang of the sentences of errors */
export function registerFunctions(runtime: FunctionsRuntime, lang: Lang, today: () => string = localDay): void {
  for (const one of customFunctions) runtime.associate(one.id, (...args) => call(one, args, { runtime, lang, today }));
}

interface Calling {
  runtime: FunctionsRuntime;
  lang: Lang;
  today: () => string;
}

function call(one: CustomFunction, args: readonly unknown[], { runtime, lang, today }: Calling): Value {
  try {
    // Behind the arguments Excel passes its own notes of the call.
    return one.compute(args.slice(0, one.parameters.length) as Argument[], { today: today(), lang });
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw new runtime.Error(runtime.ErrorCode[NAMES[error.code]], error.text[lang]);
  }
}

/** The day where the official is, not in Greenwich. */
function localDay(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
