import { Client } from 'pg';

const usual = 'postgres://postgres@127.0.0.1:5432/postgres';

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** The server that was named, or the one that usually runs here; `undefined` when it does not answer. */
export async function serverUrl(named: string): Promise<string | undefined> {
  const url = named === '' ? usual : named;
  return (await answers(url)) ? url : undefined;
}
