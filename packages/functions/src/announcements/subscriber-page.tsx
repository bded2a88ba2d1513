import type { FoundSubscriber } from "@latchkey/core/announcement/unsubscribe-by-link";
import { renderPage } from "../page/page-layout.tsx";

/** What the button of a page after unsubscribing sends. */
export const SUBSCRIBE_AGAIN_BODY = "subscribe=again";

/** What opening the link shows, and what follows its button. */
export const subscriberPage = ({ service, link, isUnsubscribed }: FoundSubscriber): string =>
  renderPage(
    isUnsubscribed ? "You get no more announcements of this service" : "Announcements of a service",
    <>
      <dl>
        <dt>Service</dt>
        <dd>{`${service.name} (${service.slug})`}</dd>
        <dt>Your address</dt>
        <dd>{link.address}</dd>
      </dl>
      {isUnsubscribed ? (
        <>
          <p role="status">The team of the service sends no more announcements to this address.</p>
          <form method="post">
            <div className="buttons">
              <div className="choice">
                <button type="submit" className="approve" name="subscribe" value="again">
                  Get them again
                </button>
              </div>
            </div>
          </form>
        </>
      ) : (
        <>
          <p>You get the announcements of this service by mail, since your team has a subscription to it.</p>
          {/* Without an action it goes to this page's own address, token included. */}
          <form method="post">
            <div className="buttons">
              <div className="choice">
                <button type="submit" className="reject" name="List-Unsubscribe" value="One-Click">
                  Unsubscribe
                </button>
              </div>
            </div>
          </form>
        </>
      )}
      <p className="quiet">
        {`What has to be told you is mailed all the same: decisions, ends of subscriptions and credentials, and the end of the service.${
          isUnsubscribed ? " You can close this page." : " Opening this page has changed nothing."
        }`}
      </p>
    </>,
  );
