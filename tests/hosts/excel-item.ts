/** An error as Excel's API gives it, by its code. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

export const fail = (what: string): never => {
  throw new Error(`the memory host of Excel does not know this: ${what}`);
};

/** Something that the client holds: members by Excel's own names. Null stands for a null object. */
export interface Item {
  kind: string;
  get?: Record<string, () => unknown>;
  set?: Record<string, (value: unknown) => void>;
  call?: Record<string, (...args: never[]) => unknown>;
  /** Objects under it, by property or by method. */
  child?: Record<string, (...args: never[]) => Item | null | Promise<Item | null>>;
  items?: () => Item[];
  tracked?: boolean;
}
