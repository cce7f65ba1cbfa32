import { describe, expect, it } from 'vitest';
import { digestOf, planScripts, setsSession } from './plan-scripts.ts';
import { splitScript } from './split-script.ts';

const texts = (script: string) => splitScript(script).map(({ text }) => text);

describe('splitting a script', () => {
  it('ends no statement in quotes or comments', () => {
    const script = [
      "INSERT INTO a VALUES ('a;b', 'it''s; \\' here', \"c;\\\"d\");",
      "# 初始化；don't stop here; ",
      '-- 说明; "open',
      '/* a; b */ SELECT `odd;name` FROM a; SELECT 3--1;',
      '/*!40101 SET NAMES utf8 */;',
      '# nothing but a comment',
    ].join('\n');
    expect(texts(script)).toEqual([
      "INSERT INTO a VALUES ('a;b', 'it''s; \\' here', \"c;\\\"d\")",
      'SELECT `odd;name` FROM a',
      'SELECT 3--1',
      '/*!40101 SET NAMES utf8 */',
    ]);
  });

  it('follows DELIMITER, keeps the last statement without an end, and counts lines', () => {
    const body = 'CREATE PROCEDURE p()\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND';
    const script = `\uFEFFSELECT 0;\nDELIMITER $$\n${body}$$\ndelimiter ;\n\n  CALL p()\n`;
    expect(splitScript(script)).toEqual([
      { text: 'SELECT 0', line: 1 },
      { text: body, line: 3 },
      { text: 'CALL p()', line: 10 },
    ]);
  });

  it('reads 50,000 statements with Chinese comments', () => {
    const script = Array.from({ length: 50_000 }, (_, at) => `# 第 ${at} 行；\nINSERT INTO t VALUES (${at});`).join(
      '\n',
    );
    const statements = splitScript(script);
    expect(statements).toHaveLength(50_000);
    expect(statements.at(-1)).toEqual({ text: 'INSERT INTO t VALUES (49999)', line: 100_000 });
  });
});

describe('planning scripts', () => {
  const init = {
    file: 'init.sql',
    text: 'CREATE TABLE base (a INT);\n#@v1.1.0-begin@;\nONE;\n#@v1.1.0-end@;\n  #@v1.10.0-begin@;  \nTEN;\nAFTER;\n',
  };
  const upgrade = { file: 'upgrade.sql', text: 'NEVER;\n#@v1.2.0-begin@;\nTWO;\n' };
  const plan = (from: string) => planScripts({ init, upgrade }, from).map(({ text, file, line }) => [text, file, line]);

  it('runs all of the init script the first time, and of the upgrade script what follows a marker', () => {
    expect(plan('')).toEqual([
      ['CREATE TABLE base (a INT)', 'init.sql', 1],
      ['ONE', 'init.sql', 3],
      ['TEN', 'init.sql', 6],
      ['AFTER', 'init.sql', 7],
      ['TWO', 'upgrade.sql', 3],
    ]);
  });

  it('runs from the first marker of a higher version to the end later', () => {
    expect(plan('v1.1.0').map(([text]) => text)).toEqual(['TEN', 'AFTER', 'TWO']);
    expect(plan('v1.9.0').map(([text]) => text)).toEqual(['TEN', 'AFTER']);
    expect(plan('v1.10.0')).toEqual([]);
    expect(planScripts({ init: null, upgrade: null }, '')).toEqual([]);
  });

  it('knows the statements that only their session remembers', () => {
    const script =
      "SET @a = 1; use x; /*!40101 SET NAMES utf8 */; UPDATE t SET a = 1; INSERT INTO `use` VALUES ('SET x')";
    expect(splitScript(script).map(setsSession)).toEqual([true, true, true, false, false]);
  });

  it('knows the same beginning again', () => {
    const [one, two] = [splitScript('A; B; C'), splitScript('A;\nB;\nD')];
    expect(digestOf(one.slice(0, 2))).toBe(digestOf(two.slice(0, 2)));
    expect(digestOf(one)).not.toBe(digestOf(two));
  });
});
