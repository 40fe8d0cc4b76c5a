/** Why the system refuses, by code. English says what the system itself says; other languages say it in their own words. */
export const refusals = {} as Record<string, string>
