/** What one look at this machine found. */
export type Finding = {
  /** What was looked at, in a few words. */
  subject: string;
  /** ERROR keeps `up` from working; WARNING only the tests, or comfort. */
  level: 'OK' | 'WARNING' | 'ERROR';
  detail: string;
  /** What to do about it; present unless the level is OK. */
  fix?: string;
};

export type Check = () => Finding | Finding[] | Promise<Finding | Finding[]>;

export const fine = (subject: string, detail: string): Finding => ({ subject, level: 'OK', detail });
export const warning = (subject: string, detail: string, fix: string): Finding => ({
  ...{ subject, level: 'WARNING', detail, fix },
});
export const error = (subject: string, detail: string, fix: string): Finding => ({
  ...{ subject, level: 'ERROR', detail, fix },
});
