import { toProblem } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';

export const applicationNotFound = (id: string) => toProblem(sayAuth('APPLICATION_NOT_FOUND', { id }), ['id']);
export const applicationAnswered = (status: string) => toProblem(sayAuth('APPLICATION_ANSWERED', { status }), ['id']);
export const applicantUnknown = (name: string) => toProblem(sayAuth('APPLICANT_UNKNOWN', { name }));
export const rolesMissing = () => toProblem(sayAuth('APPLICATION_EMPTY'), ['roleIds']);
