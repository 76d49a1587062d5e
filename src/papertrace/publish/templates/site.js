"use strict";
// The page works without this file: a figure is a link to its proof's own page.
// With it, the proof opens beside the story, Space and Escape work, and the focus comes back.
// A proof comes as a script of its own, when it is asked for: a page on disk may not fetch.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  let opened = null;
  let opener = null;

  const proofOf = (hash) =>
    hash.startsWith("#proof-") ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;

  const proofBehind = (link) => {
    const page = /^proofs\/([^/#]+)\.html$/.exec(link.getAttribute("href"));
    return page && link.matches(".claim, .claim-link") ? proofOf("#proof-" + page[1]) : null;
  };

  window.papertraceProof = (address, inside) => {
    const proof = document.getElementById("proof-" + address);
    if (!proof || proof.classList.contains("filled")) return;
    proof.classList.add("filled");
    proof.querySelector(".own").insertAdjacentHTML("beforebegin", inside);
  };

  const fill = (proof) => {
    if (proof.dataset.asked) return;
    proof.dataset.asked = "yes";
    const own = proof.querySelector(".own a").getAttribute("href");
    const script = document.createElement("script");
    script.src = own.replace(/\.html$/, ".js");
    script.addEventListener("error", () => location.assign(own));
    document.head.append(script);
  };

  const remember = (hash) => {
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // Some browsers refuse this for files on disk; the drawer works without it.
    }
  };

  const show = (proof, from) => {
    if (opened && opened !== proof) opened.classList.remove("open");
    document.querySelectorAll(".claim.shown").forEach((c) => c.classList.remove("shown"));
    opened = proof;
    opener = from || document.getElementById(proof.id.replace(/^proof-/, "claim-"));
    proof.classList.add("open");
    fill(proof);
    root.classList.add("drawer-open");
    if (opener) opener.classList.add("shown");
    proof.scrollTop = 0;
    proof.focus({ preventScroll: true });
    remember("#" + proof.id);
  };

  const close = () => {
    if (!opened) return;
    opened.classList.remove("open");
    root.classList.remove("drawer-open");
    const back = opener;
    opened = null;
    opener = null;
    remember("");
    if (back) {
      back.classList.remove("shown");
      back.focus({ preventScroll: true });
      const place = back.getBoundingClientRect();
      if (place.top < 0 || place.bottom > innerHeight) back.scrollIntoView({ block: "center" });
    }
  };

  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#'], a.claim, a.claim-link");
    if (!link) return;
    if (link.classList.contains("close")) {
      event.preventDefault();
      close();
      return;
    }
    const proof = proofOf(link.getAttribute("href")) || proofBehind(link);
    if (proof) {
      event.preventDefault();
      show(proof, link.closest(".proof") ? null : link);
      return;
    }
    const within = link.closest(".proof") && document.getElementById(link.hash.slice(1));
    if (within) {
      event.preventDefault();
      within.scrollIntoView({ block: "start" });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened) {
      event.preventDefault();
      close();
    }
    if (event.key === " " && event.target.matches("a.claim, a.claim-link, a.step, a.close")) {
      event.preventDefault();
      event.target.click();
    }
  });

  addEventListener("hashchange", () => {
    const proof = proofOf(location.hash);
    if (proof) show(proof, null);
  });
  const first = proofOf(location.hash);
  if (first) show(first, null);
})();
