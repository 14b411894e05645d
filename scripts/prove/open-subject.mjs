/**
 * A store to be proved, as `proveStore` takes it, and how to end what it needs.
 *
 * @param {string} name
 * @returns {Promise<{ subject: import('../../packages/adapter/src/oracle/run/levels.ts').Subject, stop: () => Promise<void> }>}
 */
export async function openSubject(name) {
  switch (name) {
    case 'memory': {
      const { createMemoryStore } = await import('../../packages/adapter/src/store/memory-store.ts');
      return { subject: { name, open: async () => createMemoryStore() }, stop: async () => {} };
    }
    case 'sqlite': {
      const { createSqliteStore } = await import('../../packages/store-sql/src/create-sqlite-store.ts');
      const open = async () => createSqliteStore({ file: ':memory:' });
      return { subject: { name, open }, stop: async () => {} };
    }
    case 'postgres': {
      const { postgresSubject } = await import('../../packages/store-sql/src/testing/postgres-subject.ts');
      return postgresSubject();
    }
    case 'dataverse': {
      const { dataverseSubject } = await import(
        '../../packages/store-dataverse/src/testing/dataverse-subject.ts'
      );
      return { subject: dataverseSubject, stop: async () => {} };
    }
    default:
      throw new Error(`There is no store "${name}".`);
  }
}
