import { statSync } from 'node:fs';
import type { Office } from './office.ts';

interface Metric {
  name: string;
  help: string;
  type: 'gauge' | 'counter';
  values: readonly (readonly [labels: string, value: number])[];
}

/**
 * How the server is, in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/); counts
 * alone, of nobody.
 */
export async function metricsOf(office: Office): Promise<string> {
  const states = office.hasDatabase
    ? await office.look((db) =>
        db.rows('select estado, count(*) as n from bruto.recibidas group by estado order by estado'),
      )
    : [];
  const alone = (value: number) => [['', value]] as const;
  const { user, system } = process.cpuUsage();
  const metrics: Metric[] = [
    {
      name: 'quipu_submissions',
      help: 'Submissions received, by state.',
      type: 'gauge',
      values: states.map(({ estado, n }) => [`{state="${estado}"}`, Number(n)] as const),
    },
    {
      name: 'quipu_arrivals_pending',
      help: 'Workbooks that arrived and are in no merge yet.',
      type: 'gauge',
      values: alone((await office.pending()).length),
    },
    {
      name: 'quipu_work_failed',
      help: 'Kinds of work that begin by themselves and failed the last time.',
      type: 'gauge',
      values: alone(office.jobs.failures.length),
    },
    {
      name: 'quipu_database_bytes',
      help: 'Size of the database.',
      type: 'gauge',
      values: alone(office.hasDatabase ? statSync(office.database).size : 0),
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Memory of the server.',
      type: 'gauge',
      values: alone(process.memoryUsage.rss()),
    },
    {
      name: 'process_cpu_seconds_total',
      help: 'Computing time of the server.',
      type: 'counter',
      values: alone((user + system) / 1e6),
    },
    {
      name: 'process_start_time_seconds',
      help: 'When the server began, in seconds since 1970.',
      type: 'gauge',
      values: alone(Math.round(Date.now() / 1000 - process.uptime())),
    },
  ];
  return metrics
    .map(({ name, help, type, values }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} ${type}`,
        ...values.map(([labels, value]) => `${name}${labels} ${value}`),
        '',
      ].join('\n'),
    )
    .join('');
}
