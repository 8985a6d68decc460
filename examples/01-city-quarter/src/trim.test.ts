import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'jiceng-trim-'));
afterAll(() => rmSync(folder, { recursive: true }));

const trim = (source: string, target: string) =>
  spawnSync(process.execPath, ['--conditions=jiceng-source', join(import.meta.dirname, 'trim.ts'), source, target], {
    encoding: 'utf8',
  });

describe('the program that trims the city’s export', () => {
  it('finds nothing to trim in the committed data', () => {
    const [data, target] = [join(import.meta.dirname, '../data/requests.csv.gz'), join(folder, 'again.csv.gz')];
    expect(trim(data, target).stdout).toBe('31828 rows\n');
    expect(gunzipSync(readFileSync(target)).equals(gunzipSync(readFileSync(data)))).toBe(true);
  });

  it('drops the other columns, whatever their order, and quotes what needs it', () => {
    const [source, target] = [join(folder, 'wide.csv'), join(folder, 'narrow.csv.gz')];
    const header =
      'queue,source,longitude,latitude,department,type,reason,closure_code,ontime,closed_dt,target_dt,open_dt,case_enquiry_id';
    writeFileSync(
      source,
      `${header}\nx,Self Service,-71.1,42.3,PARK,"Tree, down",Trees,,ONTIME,,,2011-07-01 00:00:00,1\n`,
    );
    expect(trim(source, target).status).toBe(0);
    expect(gunzipSync(readFileSync(target)).toString()).toBe(
      'case_enquiry_id,open_dt,target_dt,closed_dt,ontime,closure_code,reason,type,department,latitude,longitude,source\n' +
        '1,2011-07-01 00:00:00,,,ONTIME,,Trees,"Tree, down",PARK,42.3,-71.1,Self Service\n',
    );
  });
});
