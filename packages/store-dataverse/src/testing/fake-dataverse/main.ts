import { startFakeDataverse } from './start-fake-dataverse.ts';

const [port = '0', host = '127.0.0.1'] = process.argv.slice(2);
const fake = await startFakeDataverse({ port: Number(port), host });
const settings = Object.entries(fake.environment).map(([name, value]) => `export ${name}=${value}`);
process.stdout.write(
  [
    `The fake Dataverse is at ${fake.url}; its rows are gone when it stops.`,
    '',
    ...settings,
    '',
    `curl -X POST ${fake.url}/fake/misbehave -d '{"kind":"throttle","times":3}' makes it misbehave.`,
    '',
  ].join('\n'),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void fake.stop());
