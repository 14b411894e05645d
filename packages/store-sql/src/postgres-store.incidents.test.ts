import { after, test } from 'node:test';
import { repelIncidents } from '@portico/adapter/store-contract';
import { postgresSubject } from './testing/postgres-subject.ts';

const { subject, stop } = await postgresSubject(process.env.PORTICO_TEST_POSTGRES);
after(stop);

repelIncidents({ name: 'PostgreSQL', open: subject.open, test });
