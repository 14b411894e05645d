/** The projection with slots in place of values. */
export function bindProjection(projection, parameters) {
  return {
    table: projection.table,
    grants: bindGrants(projection.grants, parameters),
    select: projection.select,
    lookups: projection.lookups.map((lookup) => bindLookup(lookup, parameters)),
    counts: projection.counts.map((count) => bindCount(count, parameters)),
  };
}
export function bindGrants(grants, parameters) {
  return grants.map((grant) => ({ ...grant, filter: parameters.bindFilter(grant.filter) }));
}
function bindLookup(lookup, parameters) {
  const grants = bindGrants(lookup.grants, parameters);
  const { column, target, expand } = lookup;
  return expand
    ? { column, target, grants, expand: bindProjection(expand, parameters) }
    : { column, target, grants };
}
function bindCount(count, parameters) {
  return { ...count, visible: parameters.bindFilter(count.visible) };
}
/** All by which the SQL of one bound projection differs from that of another. */
export function projectionKey(projection) {
  const { table, grants, select, lookups, counts } = projection;
  return [
    table.name,
    grantsKey(grants),
    select.join(),
    ...lookups.map(
      (lookup) =>
        `${lookup.column}(${grantsKey(lookup.grants)}${lookup.expand ? projectionKey(lookup.expand) : ''})`,
    ),
    ...counts.map((count) => `${count.column}#${JSON.stringify(count.visible)}`),
  ].join(';');
}
export function grantsKey(grants) {
  return grants.map((grant) => `${JSON.stringify(grant.filter)}:${[...grant.columns].join()}`).join('|');
}
//# sourceMappingURL=bind-projection.js.map
