/** The feed that deployments have unless they say otherwise; its policies are named without it. */
const usualFeed = 'main';

/** Where a policy keeps its place in a feed: one policy that reads two feeds has two places. */
export function policyReader(policy: string, feed: string): string {
  return feed === usualFeed ? `policy/${policy}` : `policy@${encodeURIComponent(feed)}/${policy}`;
}

/** The feed that a reader reads, as far as its name tells; `undefined` for the name that a host has given. */
export function feedOfReader(reader: string): string | undefined {
  if (reader.startsWith('policy/')) return usualFeed;
  // As policies of other feeds and relays are named.
  const [, feed] = /^(?:policy@|relay\/)([^/]*)\//.exec(reader) ?? [];
  try {
    return feed === undefined ? undefined : decodeURIComponent(feed);
  } catch {
    return undefined;
  }
}
