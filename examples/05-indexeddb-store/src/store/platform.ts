/** What the adapter needs of its surroundings: in a browser the page itself, under Node a stand-in. */
export interface IndexedDbPlatform {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
  /** Is all of it gone with the process, or with the window: a stand-in in memory, a private window? By default, no. */
  readonly volatile?: boolean;
}
