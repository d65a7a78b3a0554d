// The key did not answer, or someone pressed cancel: say so beside the button.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-sleutel-fout]").hidden = false;
});
