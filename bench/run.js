// `npm run bench`: reading beside other readers; `npm run bench -- whole`: the office's whole job beside readers alone.
const [, , which] = process.argv;
if (which === 'whole') await import('./whole.js');
else await import('./read.js');
