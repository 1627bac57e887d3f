// `npm run bench`: reading beside other readers; `-- whole`: the office's whole job beside readers alone; `-- staged`: workbooks staged; `-- spark`: on Apache Spark.
const [, , which] = process.argv;
if (which === 'whole') await import('./whole.js');
else if (which === 'staged') await import('./staged.js');
else if (which === 'object-storage') await import('./object-storage.js');
else if (which === 'spark') await import('./spark.js');
else if (which === 'desk') await import('./desk.js');
else await import('./read.js');
