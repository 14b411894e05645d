/** How many requests of each kind were answered how, since the process began. */
export interface RequestCounts {
  add(operation: string, status: number): void;
  /** In the Prometheus text format. Labels come from the list of routes, never from requests. */
  toText(): string;
}

export function createRequestCounts(): RequestCounts {
  const counts = new Map<string, number>();
  return {
    add: (operation, status) => {
      const labels = `operation="${operation}",status="${status}"`;
      counts.set(labels, (counts.get(labels) ?? 0) + 1);
    },
    toText: () =>
      [
        '# HELP portico_requests_total Requests answered, by operation and status.',
        '# TYPE portico_requests_total counter',
        ...[...counts].sort().map(([labels, count]) => `portico_requests_total{${labels}} ${count}`),
        '',
      ].join('\n'),
  };
}
