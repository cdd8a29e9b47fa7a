"""Sentences that only scripts say, for the pages of a person who asks. Names in braces are filled in by the browser.

Where a page without scripts says the same, it is the same sentence.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BEFORE: Mapping[str, Promise] = {
    "sealed_here": _(
        "Your message is sealed in this browser before it leaves it. Only the people who answer here can open it; our server cannot."
    ),
    "slow": _(
        "This browser seals slowly: when you send, it can take half a minute longer. "
        "If you would rather not wait, switch scripts off and load this page again; our server then seals for you."
    ),
    "slow_files": _("Files of more than 5 MB would take minutes. Without scripts, our server seals them for you."),
    "clean": _("Take place, time and telephone out of pictures"),
    "clean_why": _(
        "A photograph carries where, when and with which telephone it was taken. We draw it anew without that, and give files names "
        "that say nothing. What can be seen in it stays. Papers and films are sent as they are."
    ),
}
ON_THE_WAY: Mapping[str, Promise] = {
    "making_key": _("Making the key to your box: {percent} %"),
    "checking": _("Making sure who will be able to read this…"),
    "cleaning": _("Drawing picture {number} anew…"),
    "sealing": _("Sealing…"),
    "sending_file": _("Sending file {number} of {files}: {percent} %"),
    "sending": _("Sending…"),
    "waiting": _("The line is bad. Nothing is lost. The next try is in {seconds} seconds."),
    "opening": _("Opening your box…"),
}
REFUSED: Mapping[str, Promise] = {
    "error": _("Error:"),
    "kept": _("Nothing was sent. Your words are still here."),
    "perhaps": _(
        "We do not know whether it arrived. Your words are still here. Press the button once more: sent twice, it is one message."
    ),
    "offline": _("The line is down. Try again when it is better. Of your files, what has arrived need not be sent again."),
    "broken": _("This browser cannot seal. Use another one; or copy your words, switch scripts off, and load this page again."),
    "not_verified": _("We cannot be sure at this moment that only the right people would read it. Try again later."),
    "closed": _("Nobody answers here just now. Go back to the first page and choose somebody else."),
    "busy": _("Very much is arriving just now. Wait one minute, then press the button again."),
    "too_large": _("A file is larger than can be sent. Take it out, or send a part of it."),
    "no_room": _("No file can be taken just now. Send the words alone; they have room."),
    "on_our_side": _("Something broke on our side. Wait one minute, then press the button again."),
    "nothing_written": _("Write a sentence or two, so that we know how to help."),
    "too_long": _("This is {over} letters longer than can be sent at once. Send the beginning now and the rest afterwards."),
    "too_many_files": _("At most {most} files can be sent at once. Send the others afterwards."),
    "file_gone": _("“{name}” cannot be read any more. Choose it again, or take it out."),
    "not_cleaned": _("“{name}” could not be drawn anew. Take it out, or switch the cleaning off and send it as it is."),
    "cannot_clean": _(
        "This browser does not let us draw pictures anew. Take the pictures out, or switch the cleaning off and send them as they are."
    ),
}
CODE: Mapping[str, Promise] = {
    "arrived": _("Your message has arrived"),
    "way_back": _("These eight words are your way back. Write them down in this order, on paper if you can."),
    "not_again": _("Nobody can give them to you again."),
    "not_again_why": _(
        "We do not know them. Whoever has them can read our answers, but never what you sent. "
        "Do not photograph them with a telephone that others look at."
    ),
    "as_numbers": _("The same as numbers"),
    "as_numbers_why": _("Twenty-seven digits do the same as the words. A row of numbers is easier to hide, for example among accounts."),
    "type_back": _("Type them once, to be sure"),
    "your_words": _("Your eight words"),
    "your_words_hint": _(
        "Small or capital letters, with or without accents. The first four letters of each word are enough. Or the 27 digits."
    ),
    "check": _("Check the words"),
    "skip": _("Go on without checking"),
    "skip_why": _("If you have written one down wrongly, you may not be able to come back."),
    "when_back": _("Come back when it is safe for you. Those in danger are answered first."),
    "words_again": _("Show me the words again"),
    "words_right": _("The words are right"),
    "may_leave": _("You can leave now. Your message is with the people who answer."),
    "with_them": _("Your message is with the people who answer"),
    "not_checked": _(
        "You have not checked the words. If one of them is wrong, you cannot come back to this message; you can then write a new one."
    ),
    "before_you_go": _("Before you go"),
    "go_hide": _("Hide the paper with the words, or learn them. They say nothing to anybody who does not know this page."),
    "go_clear": _("Close this window. If it is not a private one, delete the history of the last hour."),
    "go_back": _("Come back to this address, choose “I have been here before”, and type the words."),
    "go_months": _("Your box stays open for about three months after you last wrote."),
}
SLIP: Mapping[str, Promise] = {
    "type_words": _("Type the eight words that you were given."),
    "count_words": _("There are {count} words; a code has eight. Type all of them, with spaces between."),
    "count_digits": _("There are {count} digits; a code has 27. If none is missing, one of them is wrong."),
    "not_quite": _("These are not quite the words of a code. Look at:"),
    "not_together": _("Every word exists, but together they are not a code. One of them is wrong, or two have changed places."),
    "other_box": _("These are eight right words, but those of another box. Compare them with what you wrote down."),
    "word_number": _("Word {number}"),
    "perhaps_meant": _("perhaps"),
}
BOX: Mapping[str, Promise] = {
    "answers": _("Answers"),
    "no_answer": _("There is no answer here yet."),
    "no_answer_why": _(
        "If you wrote a moment ago, come back later. If it was more than two months ago, your box may have ended; "
        "you can simply write again below, and the same words stay yours."
    ),
    "not_opened": _("There is an answer here that could not be opened. Please write to us below that you could not read it."),
    "destroy_answers": _("I have read them: destroy the answers"),
    "answers_destroyed": _("The answers are destroyed. Nobody can read them here any more."),
    "write_again": _("Write again"),
    "never_shown": _("What you sent before is never shown here."),
    "what_to_add": _("What do you want to add?"),
    "files": _("Pictures or papers, if you want to send some"),
    "files_hint": _("At most five. You may also send them later. A picture can hold the place where it was taken."),
    "send": _("Send"),
    "added": _("What you added has arrived."),
    "leave": _("Leave"),
    "end_visit": _("End this visit"),
    "ends_itself": _("It ends by itself after a quarter of an hour."),
    "close_box": _("Close this box for good"),
    "close_box_why": _(
        "Everything in it is destroyed here: what you sent and what we answered. We can then no longer answer you. "
        "Those who have read it already may still know it."
    ),
    "close_now": _("Close this box now"),
    "sure": _("Are you sure? This cannot be undone."),
    "yes": _("Yes, destroy"),
    "no": _("No, keep"),
    "not_done": _("Nothing was destroyed: the line is down, or our server does not answer. Try again in a minute."),
    "box_closed": _("The box is closed"),
    "box_closed_why": _("Everything that was in it is destroyed here."),
    "ended": _("Your visit has ended"),
    "ended_why": _("The words open the box again whenever you want."),
}
SENTENCES: Mapping[str, Promise] = {**BEFORE, **ON_THE_WAY, **REFUSED, **CODE, **SLIP, **BOX}


def sentences() -> dict[str, str]:
    """Give every sentence by its name, in the language of the page; the pages carry them as JSON with the id ``ask-words``."""
    return {name: str(sentence) for name, sentence in SENTENCES.items()}
