import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from './all-checks.ts';
import type { ConformanceReport } from './run-conformance.ts';
import { FAULTS, reportOf } from './testing/report-of.ts';

const failedIn = ({ checks }: ConformanceReport) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ id, reason }) => ({ id, reason }));

/** A run of the kit is several hundred requests. */
const LIMIT = { timeout: 180_000 };

describe('a plugin that does all that the protocol asks', LIMIT, () => {
  it('passes every check, whichever way it declares its model and its program', async () => {
    const whole = await reportOf({});
    expect(failedIn(whole)).toEqual([]);
    expect(whole.passed).toBeGreaterThan(95);
    const dynamic = await reportOf(
      {
        manifest: (xml) => xml.replace(/<dataModel>.*<\/dataModel>/s, '<dataModel isDynamic="true"/>'),
      },
      true,
    );
    expect(failedIn(dynamic)).toEqual([]);
    const container = await reportOf({ manifest: (xml) => xml.replace(/<process .*?\/>/s, '') }, true);
    expect(failedIn(container)).toEqual([]);
    const passed = new Set(
      [whole, dynamic, container].flatMap(({ checks }) =>
        checks.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id),
      ),
    );
    expect(ALL_CHECKS.map(({ id }) => id).filter((id) => !passed.has(id))).toEqual([]);
  });
});

describe('a broken plugin', LIMIT, () => {
  it('is there for every check', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(ALL_CHECKS.map(({ id }) => id).sort());
    expect(new Set(ALL_CHECKS.map(({ id }) => id)).size).toBe(ALL_CHECKS.length);
  });

  it.each(Object.keys(FAULTS))('fails %s, and nothing else', async (id) => {
    const report = await reportOf(FAULTS[id] ?? {});
    expect(failedIn(report)).toEqual([{ id, reason: expect.any(String) }]);
    const found = report.checks.find((check) => check.id === id);
    expect(found?.remedy?.length).toBeGreaterThan(10);
    expect(report.failed[found?.severity ?? 'could']).toBe(1);
  });
});
