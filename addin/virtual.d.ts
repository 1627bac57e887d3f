declare module 'virtual:quipu-engine' {
  import type { Engine } from './pane/engine/protocol.ts';

  /** The rules in a thread of their own; the build says where it lies. */
  export function startEngine(): Engine;
}
