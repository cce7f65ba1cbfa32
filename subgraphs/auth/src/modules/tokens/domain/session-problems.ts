import { toProblem } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';

export const sessionUnknown = () => toProblem(sayAuth('SESSION_UNKNOWN'));
export const sessionExpired = () => toProblem(sayAuth('SESSION_EXPIRED'));
export const sessionEnded = () => toProblem(sayAuth('SESSION_ENDED'));
export const sessionReused = () => toProblem(sayAuth('SESSION_REUSED'));
