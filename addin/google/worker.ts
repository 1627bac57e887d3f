import '../pane/engine/worker.ts';

/** Says that the thread runs. */
(self as unknown as { postMessage: (word: string) => void }).postMessage('ready');
