/** The service that only platform admins decide about, and never by a link: the management API itself. */
export const PLATFORM_SERVICE = "latchkey";
