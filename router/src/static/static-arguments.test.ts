import { describe, expect, it } from 'vitest';
import { parseStaticArguments } from './static-arguments.ts';

const faultOf = (...args: string[]): string => {
  try {
    parseStaticArguments(args);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('the command line', () => {
  it('asks for the platform router when it is empty', () => {
    expect(parseStaticArguments([])).toBeNull();
  });

  it('names the supergraph and overrides settings', () => {
    const args = [
      '--supergraph',
      'a.graphql',
      '--port=4000',
      '--host',
      '0.0.0.0',
      '--planner',
      'js',
      '--executor=apollo',
    ];
    expect(parseStaticArguments(args)).toEqual({
      help: false,
      supergraph: 'a.graphql',
      settings: {
        WECUBE_ROUTER_PORT: '4000',
        WECUBE_HOST: '0.0.0.0',
        WECUBE_ROUTER_PLANNER: 'js',
        WECUBE_ROUTER_EXECUTOR: 'apollo',
      },
    });
  });

  it('leaves to the environment what it does not name', () => {
    expect(parseStaticArguments(['--supergraph', 'a.graphql'])).toEqual({
      help: false,
      supergraph: 'a.graphql',
      settings: {},
    });
  });

  it('shows help, whatever else is asked', () => {
    expect(parseStaticArguments(['-h'])).toEqual({ help: true });
    expect(parseStaticArguments(['--help', '--port', 'x'])).toEqual({ help: true });
  });

  it.each([
    [['--port', '4000'], '--supergraph FILE is missing; see --help.'],
    [['--supergraph', 'a', '--port', '70000'], '--port "70000" is not a number from 0 to 65535; see --help.'],
    [['--supergraph', 'a', '--port', '-1'], /--port.* ambiguous.*; see --help\.$/],
    [['--supergraph', 'a', '--planner', 'fast'], '--planner "fast" is none of auto, js, native; see --help.'],
    [['--supergraph', 'a', '--speed', '9'], "Unknown option '--speed'; see --help."],
    [['a.graphql'], /^Unexpected argument 'a\.graphql'/],
  ])('refuses %j with one line', (args, words) => {
    expect(faultOf(...args)).toMatch(words);
    expect(faultOf(...args)).not.toContain('\n');
  });
});
