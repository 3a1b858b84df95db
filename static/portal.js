/* What makes the pages quicker and kinder. Every page and form works without it. */
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  /* What happened is read out by #live, which no swap replaces; what failed is shown as well. */
  const say = (text) => { byId("live").textContent = text; };
  const fail = () => {
    const notice = byId("notice");
    notice.textContent = byId("live").dataset.failed;
    notice.hidden = false;
    say(notice.textContent);
  };
  document.addEventListener("htmx:error", fail);
  document.addEventListener("htmx:response:error", fail);
  const swapped = (then) => document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.response?.status < 400) then();
  });
  swapped(() => {
    byId("notice").hidden = true;
    const news = byId("result") || byId("entries");
    if (news) say(news.dataset.say);
  });

  /* htmx comes from a CDN, and from ourselves when that fails, lies or is slow. Its element is not called
     htmx: the browser would make that name a global variable, and htmx would seem to be there already. */
  const htmx = byId("htmx-source");
  if (htmx && htmx.dataset.fallback) {
    let replaced = false;
    const fallBack = () => {
      if (replaced || window.htmx) return;
      replaced = true;
      htmx.remove();
      const own = document.createElement("script");
      own.src = htmx.dataset.fallback;
      own.integrity = htmx.integrity;
      document.head.append(own);
    };
    htmx.addEventListener("error", fallBack);
    setTimeout(fallBack, 2500);
    const tried = performance.getEntriesByName(htmx.src)[0];
    if (tried && tried.responseStatus >= 400) fallBack();
  }

  /* Printing needs a script, so the button is there only when this is. */
  const print = byId("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  /* The menu of languages closes as menus do. */
  const languages = byId("languages");
  document.addEventListener("click", (event) => {
    if (!languages.contains(event.target)) languages.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !languages.open) return;
    languages.open = false;
    languages.querySelector("summary").focus();
  });

  /* The last step of logging out at the provider needs no click where a script can do it. */
  const leave = byId("leave-provider");
  if (leave) leave.submit();

  /* A page that Back brings out of the browser's memory may belong to somebody who has logged out. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  const timeout = byId("timeout");
  if (!timeout) return;

  /* The session ends when nothing has been done for a while, and after two hours whatever is done. */
  const WARN = 300_000;
  const idle = Number(timeout.dataset.idle) * 1000;
  const last = Date.now() + Number(timeout.dataset.absolute) * 1000;
  let ends = Math.min(Date.now() + idle, last);
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
  const extended = () => {
    ends = Math.min(Date.now() + idle, last);
    if (timeout.open && ends - Date.now() > WARN) timeout.close();
  };
  if (tabs) {
    tabs.addEventListener("message", extended);
    tabs.postMessage("used");
  }
  swapped(() => {
    extended();
    if (tabs) tabs.postMessage("used");
  });

  let understood = false;
  timeout.addEventListener("close", () => { understood = last - Date.now() <= WARN; });
  const tick = () => {
    const left = ends - Date.now();
    if (left <= 0) {
      /* What was on the screen goes too, for whoever sits down here next. */
      location.replace(timeout.dataset.expired);
      return;
    }
    if (left > WARN || (understood && ends === last)) return;
    const hard = ends === last;
    const words = byId("timeout-left").dataset;
    const minutes = Math.floor(left / 60_000);
    const text = minutes < 1 ? words.minute : words.minutes.replace("{minutes}", minutes);
    if (byId("timeout-left").textContent !== text) byId("timeout-left").textContent = text;
    byId("timeout-soft").hidden = hard;
    byId("timeout-hard").hidden = !hard;
    byId("timeout-extend").hidden = hard;
    byId("timeout-close").hidden = !hard;
    if (!timeout.open) timeout.showModal();
  };
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);

  byId("timeout-extend").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(event.target.action, { method: "POST", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error();
      extended();
      if (tabs) tabs.postMessage("used");
    } catch {
      fail();
    }
  });
})();
