/** Several statements that see the records at one moment, whoever writes meanwhile. */
export function inSnapshot(database, body) {
  return database.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(body);
}
//# sourceMappingURL=in-snapshot.js.map
