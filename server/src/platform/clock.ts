/** The time now, as an argument, so that rules and tests can be given any. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
