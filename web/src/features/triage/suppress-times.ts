/** How long something may be held back: at most as long as the server takes. */
export const suppressTimes = { choices: ['day', 'week', 'month'], first: 'week', longestDays: 90 } as const
