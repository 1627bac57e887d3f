/// <reference types="office-js" />
import { inWords } from './errors.ts';

/** A batch with Excel: errors of the API come out as sentences. */
export async function run<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await Excel.run(work);
  } catch (error) {
    throw inWords(error);
  }
}

/** Changes many cells at once: no events of our own, nothing drawn or computed in between. */
export function changing<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  return run(async (context) => {
    context.runtime.enableEvents = false;
    try {
      return await work(context);
    } finally {
      await listenAgain(context);
    }
  });
}

/** Tries of a second each: somebody may be typing in a cell, and then Excel takes nothing. */
const TRIES = 20;

async function listenAgain(context: Excel.RequestContext, left = TRIES): Promise<void> {
  try {
    context.runtime.enableEvents = true;
    await context.sync();
  } catch {
    // What went wrong before is what the person is told; this goes on by itself.
    if (left > 0)
      setTimeout(() => void Excel.run((fresh) => listenAgain(fresh, left - 1)).catch(() => undefined), 1000);
  }
}

/** Until the next sync, nothing is drawn or computed. */
export function quietly(context: Excel.RequestContext): void {
  context.application.suspendScreenUpdatingUntilNextSync();
  context.application.suspendApiCalculationUntilNextSync();
}

export function stopIfAsked(signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
}
